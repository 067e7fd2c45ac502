package edges;

@Backing(type="int") enum I { MIN = -2147483648, MAX = 0x7fffffff, HEX = 0xffffffff }
