package wire;

/** What it carries is wiped. */
@SensitiveData
interface ISecret {
	String tell(String word);
	oneway void whisper(String word);
	void forget();
}
