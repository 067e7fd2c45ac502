interface Holder {
	void a(in ParcelableHolder h);
	ParcelableHolder b();
	union U {
		int a;
		ParcelableHolder h;
	}
	parcelable P {
		ParcelableHolder ok;
		@nullable ParcelableHolder a;
		ParcelableHolder[] b;
		List<ParcelableHolder> c;
		ParcelableHolder d = {};
	}
}
