parcelable TypeSize {
    parcelable Row {
        long[1048576] cells;
    }
    Row[31] rows;
    parcelable Page {
        Row[32] rows;
    }
    parcelable Book {
        Page[1048576] pages;
    }
    parcelable Shelf {
        Book[1048576] books;
    }
    @nullable Book book;
    List<Shelf> shelves;
}
