package external;

parcelable Lens ndk_header "android/lens.h";
