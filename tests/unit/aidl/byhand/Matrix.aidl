package byhand;

/** Its C is written by hand. */
parcelable Matrix c_header "byhand/matrix.h";
