package large;

import large.Hall;

parcelable Hotel {
    Hall[] halls;
    @nullable Hall best;
    @nullable Hall[] some;
    Hall[2] wings;
}
