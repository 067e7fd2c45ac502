package downgraded;
parcelable Track {
  String title;
  int seconds = 180;
}
