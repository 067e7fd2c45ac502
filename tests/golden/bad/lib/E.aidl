package lib;

@Backing(type="int") enum E { A, B = 5, C }
