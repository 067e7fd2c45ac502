package lang;

import byhand.Matrix;

union Shape {
    int none;
    Matrix matrix;
    @nullable Matrix maybe;
    Matrix[] several;
}
