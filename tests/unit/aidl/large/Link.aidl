package large;

/** Too large to be copied on the stack, and that many times. */
parcelable Link {
    int[512] numbers;
    @nullable(heap=true) Link next;
}
