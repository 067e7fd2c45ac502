/* SPDX-License-Identifier: MIT */
package demo;

/** A calculator with at least one key for every primitive type. */
interface ICalculator {
    /** What apply() can do. */
    @Backing(type="int")
    enum Operation {
        ADD = 1,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
    }

    /** What is written on its back. */
    const String MODEL = "HG-" + "12";
    /** The largest n that factorial() takes. */
    const int FACTORIAL_MAX = 20;
    /** Service-specific error: the result does not fit its type. */
    const int ERROR_OVERFLOW = 1;

    /**
     * Applies an operation to two numbers.
     * EX_ILLEGAL_ARGUMENT: a division by zero; ERROR_OVERFLOW: the result is no int.
     */
    int apply(Operation operation, int a, int b);

    /** The operations that apply() knows. */
    Operation[] operations();

    /** n! up to FACTORIAL_MAX, ERROR_OVERFLOW above. */
    long factorial(int n);

    boolean isPrime(long n);

    /** The square root; EX_ILLEGAL_ARGUMENT where x is negative. */
    double squareRoot(double x);

    float half(float x);

    /** The digit for a value of 0 to 35, '0' to 'Z'. */
    char digit(byte value);

    /** All digits of a value in a base of 2 to 36, the highest first. */
    char[] digits(long value, int base);

    /** The sum of all values. */
    long sum(in int[] values);

    /** How each value differs from the one before it; one element less than values has. */
    long[] differences(in long[] values);

    /** The mean; EX_ILLEGAL_ARGUMENT where there are no values. */
    double mean(in double[] values);

    /** Every value times factor. */
    float[] scale(in float[] values, float factor);

    /** For each value, whether it is prime. */
    boolean[] arePrime(in int[] values);

    /** All bytes, exclusive-ored. */
    byte checksum(in byte[] data);
}
