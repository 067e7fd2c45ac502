package lib;

parcelable Outer { NestedCycle.E[] e; }
