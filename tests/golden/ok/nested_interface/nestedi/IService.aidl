package nestedi;

interface IService {
    void call(ICallback callback, in Request request);

    interface ICallback {
        oneway void call(int result);
    }
    parcelable Request {
        int code;
        @nullable ICallback other;
    }
}
