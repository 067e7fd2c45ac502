package large;

/** Too large for the stack of a thread that copies it. */
parcelable Hall {
    int[1024] seats;
    String name = "a hall of many seats";
}
