import lib.E;
union UnionFields {
	E e;
	int a;
	int A;
	union Empty { }
	union Array { int[] a; }
	union Fixed { int[2] a; int b; }
	union Ok { @nullable int[] a; }
	union Generic<T> { int a; }
}
