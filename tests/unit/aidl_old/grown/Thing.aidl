package grown;

parcelable Thing {
    int a = 1;
    String b = "old";
    Part part;
    Part[] parts;

    parcelable Part {
        int x;
    }
}
