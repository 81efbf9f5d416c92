package io.pokeai.aug.evaluation.compare;

import io.pokeai.engine.api.EngineException;
import java.util.BitSet;

/**
 * How two models differ on the same rows.
 *
 * @param onlyFirst rows that only the first model has right
 * @param onlySecond rows that only the second model has right
 * @param total all rows, at least one
 */
public record Discordance(int onlyFirst, int onlySecond, int total) {
    /** @throws EngineException {@code INVALID_ARGUMENT} unless the counts are not negative and no more than the total */
    public Discordance {
        if (onlyFirst < 0 || onlySecond < 0 || total < 1 || (long) onlyFirst + onlySecond > total) {
            throw EngineException.invalidArgument(
                    "Of " + total + " rows, " + onlyFirst + " and " + onlySecond + " were said to differ.",
                    "Give counts of at least 0 that are together at most the number of rows.");
        }
    }

    /**
     * Of the rows that each model has right.
     *
     * @param first right rows of the first model
     * @param second right rows of the second model
     * @param total all rows, at least one
     */
    public static Discordance of(BitSet first, BitSet second, int total) {
        return new Discordance(without(first, second), without(second, first), total);
    }

    private static int without(BitSet all, BitSet others) {
        BitSet left = (BitSet) all.clone();
        left.andNot(others);
        return left.cardinality();
    }

    /** Rows that exactly one model has right. */
    public int discordant() {
        return onlyFirst + onlySecond;
    }

    /** The accuracy of the first model minus that of the second. */
    public double difference() {
        return (double) (onlyFirst - onlySecond) / total;
    }
}
