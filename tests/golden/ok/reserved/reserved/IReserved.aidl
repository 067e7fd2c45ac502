package reserved;

interface IReserved {
    const int VERSION = 1;
    const int COUNT = 2;
    parcelable Array { int delete; int struct_; int linux; boolean bool; int errno; int template; }
    union impl { int union_; int register; }

    void acquire();
    void release();
    void delete(int self, int in_, int status);
    int typedef(int ret, int r, int impl, in Array out_, int clazz);
    void linux(inout Array unix, inout Array new_unix);
    void set_x(out int[] errno, int errno_length);
    oneway void inline();
}
