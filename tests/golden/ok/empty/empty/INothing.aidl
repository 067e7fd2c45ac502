package empty;

interface INothing {
}
