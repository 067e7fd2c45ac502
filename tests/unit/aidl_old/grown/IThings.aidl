package grown;

import grown.Thing;

interface IThings {
    Thing pass(in Thing x);
}
