/*
 * A licence, which belongs to nobody.
 */
package docs;

/**
 * A service that is explained.
 *
 * In more than one paragraph, with a list:
 *  - one
 *  - two
 */
interface IDocumented {
    /** A limit. */
    const int LIMIT = 5;

    /**
     * Does it.
     * @param what what to do
     * @return how often
     */
    int work(String what);

    /** @deprecated use work() */
    void old();

    /** Left ‮ to right, a  control, a lone � byte, é. */
    void strange();

    // Not carried over.
    void plain();
}
