package io.pokeai.aug.robustness.gate;

import io.pokeai.engine.api.EngineException;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The drops that a gate finds with a power of 80 %: what it can be expected to see, stated before it decides.
 *
 * <p>It depends on how often the models differ and not on which of them is better when they do, so that to know it tells nothing of
 * the verdict.
 *
 * @param pictures how many each cell has
 * @param cells how many
 * @param meanSquare of a picture's mean difference over the cells
 * @param discordance share of pictures that the models answer differently, in the middle one of the cells
 * @param family the smallest drop of the mean accuracy over all cells; empty when so few pictures cannot show any
 * @param cell the smallest drop of a single cell that is named among all of them
 */
public record DetectionLimit(
        int pictures, int cells, double meanSquare, double discordance, OptionalDouble family, OptionalDouble cell) {
    private static final double POINTS = 100;

    /** Of two models that have answered. */
    public static DetectionLimit of(PairedCells paired, GateTerms terms) {
        double[] shares = IntStream.range(0, paired.cells().size())
                .mapToDouble(cell -> (double) paired.rows(cell).discordant() / paired.pictures())
                .sorted()
                .toArray();
        return limit(
                paired.pictures(),
                shares.length,
                FamilyBounds.of(paired, terms.alpha()).meanSquare(),
                shares[shares.length / 2],
                terms);
    }

    /**
     * Of a plan. The cells of a picture are taken to agree fully, which is the worst case.
     *
     * @param discordance the share of pictures that the models may answer differently; 0.1 where nothing is known
     */
    public static DetectionLimit expected(int pictures, int cells, double discordance, GateTerms terms) {
        if (pictures < 1 || cells < 1 || !(discordance >= 0 && discordance <= 1)) {
            throw EngineException.invalidArgument(
                    "A detection limit of " + pictures + " pictures, " + cells + " cells and a discordance of "
                            + discordance + " was asked for.",
                    "Give at least one picture and one cell, and a share from 0 to 1.");
        }
        return limit(pictures, cells, discordance, discordance, terms);
    }

    private static DetectionLimit limit(
            int pictures, int cells, double meanSquare, double discordance, GateTerms terms) {
        double alpha = terms.familyAlpha(cells);
        PairedPower family = new PairedPower(pictures, alpha);
        return new DetectionLimit(
                pictures,
                cells,
                meanSquare,
                discordance,
                cells == 1 ? family.smallestOfCell(discordance) : family.smallestOfFamily(meanSquare),
                new PairedPower(pictures, alpha / cells).smallestOfCell(discordance));
    }

    /** Whether a drop of the margin may pass unseen: the margin is below the limit of all cells together. */
    public boolean exceeds(double margin) {
        return family.isEmpty() || family.getAsDouble() > margin;
    }

    /** How many pictures it would take to find a drop of the mean accuracy, such as the margin. */
    public long picturesFor(double drop, GateTerms terms) {
        return PairedPower.picturesFor(drop, meanSquare, terms.familyAlpha(cells));
    }

    /** One sentence for people. */
    public String sentence() {
        String found = "With " + pictures + (pictures == 1 ? " picture" : " pictures") + " in " + cells
                + (cells == 1 ? " cell" : " cells") + ", a drop is found with a power of 80 % from ";
        return cells == 1
                ? found + points(family) + " on."
                : found + points(family) + " on, in the mean over all cells, and from " + points(cell)
                        + " on in a single cell.";
    }

    private static String points(OptionalDouble drop) {
        return drop.isPresent()
                ? String.format(Locale.ROOT, "%.2f points", drop.getAsDouble() * POINTS)
                : "no drop that is possible";
    }
}
