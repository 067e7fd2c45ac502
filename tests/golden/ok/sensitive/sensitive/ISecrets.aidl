package sensitive;

@SensitiveData
interface ISecrets {
    String password(String user);
    oneway void forget();
    oneway void store(String user, String password);
}
