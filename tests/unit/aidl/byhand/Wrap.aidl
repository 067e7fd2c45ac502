package byhand;

parcelable Wrap c_header "byhand/wrap.h";
