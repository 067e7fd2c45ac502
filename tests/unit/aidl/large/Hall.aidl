package large;

/** 8 bytes in a parcel that says nothing of it, 4 KiB in C. */
parcelable Hall {
    int[1024] seats;
    String name = "a hall of many seats";
}
