package interfaces;

oneway interface IListener {
    void onEvent(int code);
}
