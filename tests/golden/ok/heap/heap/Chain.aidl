package heap;

import heap.Node;

union Chain {
    int end;
    @nullable(heap=true) Chain next;
    @nullable(heap=true) Node node;
    Node[] nodes;
}
