package lib;

parcelable Opaque;
