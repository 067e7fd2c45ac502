package guard;

/** Carries what its type does not know. */
parcelable Envelope {
    String address;
    ParcelableHolder content;
}
