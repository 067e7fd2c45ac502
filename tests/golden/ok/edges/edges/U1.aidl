package edges;

union U1 { int[2][2] a = {{1,2},{3,4}}; String b = "b"; }
