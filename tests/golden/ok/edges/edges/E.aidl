package edges;

@Backing(type="long") enum E { A = -9223372036854775807 - 1, B = 0x7fffffffffffffff, C = 0 }
