package byvalue;

import byvalue.Point;

/** Holds points by reference: a declaration will do. */
parcelable Path {
    Point[] points;
    @nullable(heap=true) Point end;
}
