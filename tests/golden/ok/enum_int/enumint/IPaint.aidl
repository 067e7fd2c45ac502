package enumint;

import enumint.Color;

interface IPaint {
    Color mix(Color a, in Color[] others, out Color[] used);
    Color[2] pair(in Color[2] colors);
}
