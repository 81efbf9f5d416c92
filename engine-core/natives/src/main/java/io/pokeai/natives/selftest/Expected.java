package io.pokeai.natives.selftest;

/**
 * What one value of a result ought to be.
 *
 * @param value in float64
 * @param bound how far float32 may be from it
 */
record Expected(double value, double bound) {
    /**
     * As a part of the sum of the absolute products: an order of summation costs 6e-8 times the root of their number, and at
     * worst times their number; a product that is left out of n costs 1/n, and a tensor that was rounded to 16 bits 4e-3.
     */
    static final double OF_A_SUM = 2e-5;

    /** For one that is computed from few values: exponential functions of float32 are good to some units of the last place. */
    static final double OF_A_FUNCTION = 2e-6;

    private static final double LEAST = 1e-7;

    /** @param absolute the sum of the absolute values of what was added */
    static Expected sum(double value, double absolute) {
        return new Expected(value, OF_A_SUM * absolute + LEAST);
    }

    static Expected function(double value) {
        return new Expected(value, OF_A_FUNCTION * Math.max(1, Math.abs(value)));
    }

    static Expected exactly(double value) {
        return new Expected(value, 0);
    }

    /** Not a number is never near anything. */
    boolean isNear(float found) {
        return Math.abs(found - value) <= bound;
    }
}
