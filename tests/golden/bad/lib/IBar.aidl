package lib;

interface IBar { void x(); }
