package large;

import large.Hall;

parcelable Hotel {
    Hall[] left;
    Hall[] right;
    @nullable Hall best;
    @nullable Hall[] some;
    @nullable Hall[2] pair;
    Hotel[] wings;
    ParcelableHolder more;
}
