interface BackingType {
	@Backing(type="char") enum A { X }
	@Backing enum B { X }
	@Backing("int") enum C { X }
	@Backing(type=1) enum D { X }
}
