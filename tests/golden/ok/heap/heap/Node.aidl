package heap;

import heap.Chain;

parcelable Node {
    int value;
    @nullable(heap=true) Node next;
    @nullable(heap=true) Chain chain;
    List<Chain> chains;
    @nullable Node[] some;
}
