package firm;

@VintfStability
parcelable Note {
    String text = "note";
}
