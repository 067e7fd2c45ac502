package firm;

@VintfStability
parcelable Slot {
    ParcelableHolder held;
}
