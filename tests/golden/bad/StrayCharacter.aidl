interface StrayCharacter {
	int a$b();
	int # c();
}
