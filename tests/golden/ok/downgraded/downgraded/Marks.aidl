package downgraded;

import downgraded.Rating;

/** Was empty. */
parcelable Marks {
    @nullable Rating rating;
    boolean bold;
}
