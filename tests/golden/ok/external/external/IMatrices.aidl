package external;

import external.Matrix;

interface IMatrices {
    Matrix invert(in Matrix m);
    @nullable Matrix find(in @nullable Matrix like);
    Matrix[] all(out Matrix[] others);
}
