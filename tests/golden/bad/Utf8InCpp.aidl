parcelable Utf8InCpp {
	@utf8InCpp int a;
	@utf8InCpp String ok;
	@utf8InCpp List<IBinder> b;
}
