package lib;

@JavaOnlyImmutable parcelable Frozen { int x; }
