package edges;

union U4 { @nullable ParcelFileDescriptor[2][2] a;  float[] b; double z = -0.0; }
