package tree.lib;

@JavaOnlyStableParcelable
parcelable Handle<T> cpp_header "handle.h" ndk_header "handle_ndk.h" rust_type "handle::Handle";
