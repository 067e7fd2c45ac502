package my_app.api_v2;

parcelable Some_Type {
    int some_field;
    @nullable(heap=true) Some_Type next_one;
}
