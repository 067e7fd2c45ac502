parcelable First cpp_header "first.h";
/** The second. */
parcelable Second c_header "second.h";
