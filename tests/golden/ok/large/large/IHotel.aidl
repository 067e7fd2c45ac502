package large;

import large.Hall;
import large.Room;

interface IHotel {
    int[65536] numbers(in int[65536] a, out int[65536] b, inout int[65536] c);
    Hall build(in Hall a, out Hall b, inout Hall c, in Room d);
    Hall[] halls(out Hall[] more);
    oneway void name(in String[4096] names);
}
