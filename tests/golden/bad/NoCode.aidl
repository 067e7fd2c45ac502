parcelable NoCode c_header "x.h";
