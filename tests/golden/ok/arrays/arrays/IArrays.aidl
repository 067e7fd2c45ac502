package arrays;

interface IArrays {
    boolean[] booleans(in boolean[] x);
    byte[] bytes(in byte[] x);
    char[] chars(in char[] x);
    int[] ints(in int[] x);
    long[] longs(in long[] x);
    float[] floats(in float[] x);
    double[] doubles(in double[] x);
    String[] strings(in String[] x);
    IBinder[] binders(in IBinder[] x);
    ParcelFileDescriptor[] files(in ParcelFileDescriptor[] x);
}
