package lib;

parcelable OpaqueC c_header "opaque.h";
