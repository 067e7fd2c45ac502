package downgraded;
parcelable Ring {
  int size;
  parcelable Knot {
    String name;
    @nullable(heap=true) downgraded.Ring ring;
  }
}
