package external;

import external.Lens;
import external.Matrix;

parcelable Box {
    Matrix one;
    @nullable Matrix maybe;
    Matrix[] many;
    Lens lens;
}
