interface ForeignLetters {
	/* größer */ int größe();
	int	名前(String 引数);
}
