package lib;

parcelable G<T> { int a; }
