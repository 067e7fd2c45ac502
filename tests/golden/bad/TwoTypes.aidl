interface TwoTypes {
}
parcelable Second {
}
enum Third { A }
