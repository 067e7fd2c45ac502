package edges;

import edges.E;
union U2 { @nullable E[] a; char c = 'x'; ParcelFileDescriptor f; @nullable String[3] n; }
