// options: -Winterface-name -Wmissing-permission-annotation -Werror
interface LintNames {
	void a();
	@RequiresNoPermission
	interface Inner { void b(); }
	interface IOther {
		@PermissionManuallyEnforced void c();
		void d();
	}
}
