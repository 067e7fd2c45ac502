package vintf;

@VintfStability
interface IHal {
    void reset();
}
