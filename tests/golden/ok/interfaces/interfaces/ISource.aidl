package interfaces;

import interfaces.IListener;

interface ISource {
    void add(IListener listener);
    @nullable IListener replace(@nullable IListener listener);
    IListener[] listeners();
}
