parcelable Plain { int x; }
