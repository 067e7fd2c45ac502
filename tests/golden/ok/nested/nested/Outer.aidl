package nested;

/** Uses what it holds before it says what that is. */
parcelable Outer {
    Inner inner;
    Inner[] more;
    Kind kind = Kind.B;
    Choice choice;

    parcelable Inner {
        Innermost deep;
        parcelable Innermost {
            int x;
        }
    }
    enum Kind { A, B }
    union Choice {
        int number;
        Inner inner;
    }
}
