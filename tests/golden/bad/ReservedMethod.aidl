interface ReservedMethod {
	void asBinder();
	int getInterfaceVersion();
	String getInterfaceHash();
	String getTransactionName(int code);
	void getInterfaceVersion2();
	void getTransactionName(long ok);
}
