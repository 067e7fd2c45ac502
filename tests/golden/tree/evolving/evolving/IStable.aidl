package evolving;

/** A stable one. */
@VintfStability
@SensitiveData
@RequiresNoPermission
interface IStable {
	void late() = 7;
	int early() = 2;

	@VintfStability
	@FixedSize
	parcelable Point {
		int x;
		int y;
	}
}
