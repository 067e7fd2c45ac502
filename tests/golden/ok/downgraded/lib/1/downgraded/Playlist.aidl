package downgraded;
parcelable Playlist {
  @nullable downgraded.Track first;
  downgraded.Track[] others;
}
