parcelable SemicolonAtEnd {
};
