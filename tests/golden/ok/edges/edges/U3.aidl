package edges;

import edges.E;
import edges.U2;
union U3 { @nullable ParcelFileDescriptor[2] a; U2[2] b; IBinder c; @nullable U2 d; @nullable(heap=true) U2 e2;}
