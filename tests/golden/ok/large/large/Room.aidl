package large;

import large.Hall;

union Room {
    int number;
    Hall hall;
    byte[4096] plan;
    String[200] names;
}
