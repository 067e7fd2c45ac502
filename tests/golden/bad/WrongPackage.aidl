package some.where;

interface WrongPackage {
}
