package same;

interface INames {
    const int INames = 1;
    const int width = 2;
    const int Size = 3;
    enum Size { Size = 4, width = Size.Size + 1 }
    const int area = Size * Size.Size;
    parcelable volume { const int volume = 8; int volume = volume; Size Size = Size.width; }
    Size Size(in Size Size);
    oneway void width(int width);
    volume volume(inout volume volume);
    void INames(in INames INames);
}
