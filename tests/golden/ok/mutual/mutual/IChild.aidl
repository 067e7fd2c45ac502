package mutual;

import mutual.IParent;

interface IChild {
    IParent parent();
}
