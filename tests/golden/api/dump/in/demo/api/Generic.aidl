package demo.api;
/** @hide */
@JavaOnlyStableParcelable parcelable Generic<T, U> cpp_header "demo/generic.h" ndk_header "demo/generic_ndk.h" rust_type "demo::Generic";
