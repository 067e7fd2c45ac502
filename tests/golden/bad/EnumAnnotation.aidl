enum EnumAnnotation {
	@Foo A
}
