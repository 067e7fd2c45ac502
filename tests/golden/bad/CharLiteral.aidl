parcelable CharLiteral {
	char a = '\n';
	char b = 'ab';
	char c = 'é';
	char d = '
	char e = '';
}
