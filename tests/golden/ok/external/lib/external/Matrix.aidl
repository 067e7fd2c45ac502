package external;

parcelable Matrix c_header "by_hand/matrix.h";
