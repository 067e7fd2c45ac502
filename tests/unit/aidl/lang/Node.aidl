package lang;

import lang.Chain;

parcelable Node {
    int value;
    @nullable(heap=true) Node next;
    @nullable(heap=true) Chain chain;
    List<Chain> chains;
    @nullable Node[] some;
}
