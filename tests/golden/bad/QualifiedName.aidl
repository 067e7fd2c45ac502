interface bad.QualifiedName {
}
