@Descriptor
@SuppressWarnings("x")
@UnsupportedAppUsage(maxTargetSdk="1", trackingBug=A, nope=1, implicitMember="a", implicitMember="b")
@JavaDefault(1)
interface AnnotationParameters {
	const int A = 1;
	@nullable(heap="1") String f();
	@JavaPassthrough void g();
}
