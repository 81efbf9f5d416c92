package io.pokeai.aug.robustness.receipt;

import io.pokeai.engine.api.EngineException;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which part of a receipt is computed anew.
 *
 * @param share of all, more than 0 and at most 1; 0 if there is a number
 * @param answers how many pictures of cells; 0 if there is a share
 * @param seed of the choice
 */
public record ReceiptSample(double share, long answers, long seed) {
    /** Everything. */
    public static final ReceiptSample ALL = new ReceiptSample(1, 0, 0);

    private static final double PERCENT = 100;

    /**
     * As people write it.
     *
     * @param text {@code 1%} of all, or a number of pictures of cells, such as {@code 500}
     * @throws EngineException {@code INVALID_ARGUMENT} for anything else
     */
    public static ReceiptSample parse(String text, long seed) {
        try {
            if (text.endsWith("%")) {
                double share = Double.parseDouble(text.substring(0, text.length() - 1)) / PERCENT;
                if (share > 0 && share <= 1) {
                    return new ReceiptSample(share, 0, seed);
                }
            } else {
                long answers = Long.parseLong(text);
                if (answers > 0) {
                    return new ReceiptSample(0, answers, seed);
                }
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw EngineException.invalidArgument(
                "'--sample " + text + "' is neither a share nor a number.",
                "Write a share of more than 0 % and at most 100 %, such as 1%, or how many pictures of cells, such as 500.");
    }

    /** Whether nothing is left out. */
    public boolean isAll() {
        return share >= 1;
    }

    /**
     * Some of equal pieces, at least one.
     *
     * @param pieces how many there are
     * @param each how many pictures of cells a piece has
     */
    BitSet choose(int pieces, double each) {
        BitSet chosen = new BitSet(pieces);
        double wanted = answers > 0 ? answers / each : share * pieces;
        int count = (int) Math.min(pieces, Math.max(1, Math.ceil(wanted)));
        List<Integer> all = IntStream.range(0, pieces).boxed().collect(Collectors.toList());
        Collections.shuffle(all, new Random(seed));
        all.subList(0, count).forEach(chosen::set);
        return chosen;
    }
}
