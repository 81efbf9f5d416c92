package io.pokeai.aug.robustness.gate;

import io.pokeai.aug.evaluation.statistics.Normal;
import java.util.OptionalDouble;

/**
 * How well a one-sided test of paired pictures finds a drop.
 *
 * <p>{@code √n·δ = z(1−α)·√ψ + z(power)·√(ψ − δ²)}, with the drop δ and ψ the mean square of a picture's difference: for one cell
 * the share of discordant pictures.
 *
 * <p><b>Source</b> Connor, <i>Sample size for testing differences in proportions for the paired-sample design</i>, Biometrics 43
 * (1987); Miettinen, Biometrics 24 (1968).
 *
 * @param pictures how many
 * @param alpha error probability of the test, one-sided
 */
record PairedPower(int pictures, double alpha) {
    /** The power that a detection limit is stated for. */
    static final double USUAL = .8;

    /** The probability of finding a drop. */
    double of(double drop, double meanSquare) {
        double spread = Math.sqrt(meanSquare - drop * drop);
        double distance = drop * Math.sqrt(pictures) - Normal.quantile(1 - alpha) * Math.sqrt(meanSquare);
        return spread > 0 ? Normal.cumulative(distance / spread) : distance >= 0 ? 1 : 0;
    }

    /**
     * The smallest drop of one cell that is found with a power of 80 %. Models that differ in fewer pictures than the drop demands
     * would differ in more of them after it: ψ is at least δ.
     *
     * @return empty when so few pictures cannot show any drop
     */
    OptionalDouble smallestOfCell(double discordance) {
        return smallest(drop -> Math.max(discordance, drop));
    }

    /** The same for the mean over cells, where ψ is at least δ². */
    OptionalDouble smallestOfFamily(double meanSquare) {
        return smallest(drop -> Math.max(meanSquare, drop * drop));
    }

    /** By halving, to the last bit: the power rises with the drop. */
    private OptionalDouble smallest(MeanSquare meanSquare) {
        double low = 0;
        double high = 1;
        if (of(high, meanSquare.after(high)) < USUAL) {
            return OptionalDouble.empty();
        }
        double middle = high / 2;
        while (low < middle && middle < high) {
            if (of(middle, meanSquare.after(middle)) < USUAL) {
                low = middle;
            } else {
                high = middle;
            }
            middle = low + (high - low) / 2;
        }
        return OptionalDouble.of(high);
    }

    /** How many pictures it takes to find a drop with a power of 80 %. */
    static long picturesFor(double drop, double meanSquare, double alpha) {
        double root = Normal.quantile(1 - alpha) * Math.sqrt(meanSquare)
                + Normal.quantile(USUAL) * Math.sqrt(Math.max(0, meanSquare - drop * drop));
        return (long) Math.ceil(root * root / (drop * drop));
    }

    /** The mean square of a picture's difference when there is a drop. */
    private interface MeanSquare {
        double after(double drop);
    }
}
