package oneways;

oneway interface ISink {
    void put(in byte[] data);
}
