import lib.Broken;
parcelable ImportBroken {
	Broken b;
	Broken.Inner c;
}
