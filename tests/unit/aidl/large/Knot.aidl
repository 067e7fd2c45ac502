package large;

import byhand.Wrap;

/** Holds others of its kind through a type of which AIDL knows nothing. */
parcelable Knot {
    @nullable Wrap wrap;
}
