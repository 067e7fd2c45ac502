package a.int.b;

interface ReservedPackage {
}
