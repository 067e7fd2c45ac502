interface ByteOrderMark {
}
