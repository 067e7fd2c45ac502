package byvalue;

import byvalue.Point;

/** Holds points by value: their header is included. */
parcelable Line {
    Point from;
    Point to;
}
