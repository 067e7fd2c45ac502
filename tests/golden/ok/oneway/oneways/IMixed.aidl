package oneways;

interface IMixed {
    oneway void tell(String what, int times);
    oneway void poke();
    int ask();
}
