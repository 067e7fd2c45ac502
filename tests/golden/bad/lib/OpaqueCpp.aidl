package lib;

parcelable OpaqueCpp cpp_header "lib/opaque.h";
