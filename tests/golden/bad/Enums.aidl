interface Enums {
	enum A { }
	enum B { X, Y, X }
	enum C { X = 127, Y, Z }
	enum D { X = 128 }
	@Backing(type="int") enum F { X = 0x7fffffff, Y }
	@Backing(type="long") enum G { X = 2147483647, Y }
	@Backing(type="byte") enum H { X = "a", Y = 1.5 }
	enum I { X = X }
	enum J { X = Y, Y }
}
