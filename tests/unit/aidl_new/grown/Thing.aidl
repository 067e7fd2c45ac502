package grown;

/** What grown.Thing became, with members added at the end of both. */
parcelable Thing {
    int a = 1;
    String b = "old";
    Part part;
    Part[] parts;
    @nullable String c = "new";
    int[] d = {7, 8};

    parcelable Part {
        int x;
        long y = 9;
    }
}
