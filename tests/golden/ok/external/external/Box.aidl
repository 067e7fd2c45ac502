package external;

import external.Matrix;

parcelable Box {
    Matrix one;
    @nullable Matrix maybe;
    Matrix[] many;
}
