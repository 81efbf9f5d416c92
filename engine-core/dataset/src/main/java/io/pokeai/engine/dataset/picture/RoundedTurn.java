package io.pokeai.engine.dataset.picture;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Sine and cosine, correct to the last bit: {@link StrictMath} may err in the last bit, and a hash needs all bits.
 *
 * <p>Taylor's series with 50 digits, for angles up to a quarter of a turn.
 */
final class RoundedTurn {
    private static final MathContext DIGITS = new MathContext(50);

    /** (π/2)^60 / 60! is below 1e-70. */
    private static final int LAST = 60;

    private RoundedTurn() {}

    static double cos(double angle) {
        return series(angle, BigDecimal.ONE, 1);
    }

    static double sin(double angle) {
        return series(angle, new BigDecimal(angle), 2);
    }

    private static double series(double angle, BigDecimal first, int factor) {
        BigDecimal square = new BigDecimal(angle).pow(2, DIGITS).negate();
        BigDecimal term = first;
        BigDecimal sum = first;
        for (int k = factor; k < LAST; k += 2) {
            term = term.multiply(square, DIGITS).divide(BigDecimal.valueOf((long) k * (k + 1)), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum.doubleValue();
    }
}
