import Plain;

interface IPlain {
    Plain get();
}
