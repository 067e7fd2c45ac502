@RequiresNoPermission
interface Permissions {
	void a();
	@EnforcePermission("android.permission.INTERNET") void b();
	@PermissionManuallyEnforced int c();
	@EnforcePermission
	interface Inner {
		void d();
	}
	interface Other {
		@EnforcePermission(allOf={"A", "B"}) void e();
		@EnforcePermission(any={"A", "B"}) void f();
	}
}
