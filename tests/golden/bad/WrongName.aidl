interface Other {
}
