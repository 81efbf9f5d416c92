package io.pokeai.djl.training.internal.picture;

import io.pokeai.engine.api.EngineException;
import java.nio.FloatBuffer;

/**
 * Mixes each picture of a batch with another one of the same batch, and their targets alike, by one share for the batch.
 *
 * <p><b>Source</b> Zhang, Cisse, Dauphin, Lopez-Paz, "mixup: beyond empirical risk minimization", ICLR 2018: the share comes from
 * Beta(α, α), the others from a permutation.
 *
 * @param alpha of the distribution; above 0: near 0 little is mixed, at 1 all shares are as likely
 */
public record Mixup(double alpha) {
    /** The name that a training record has for it. */
    public static final String NAME = "mixup";

    private static final double MOST = 100;

    /** @throws EngineException {@code INVALID_ARGUMENT} for a value out of its range */
    public Mixup {
        if (!(alpha > 0 && alpha <= MOST)) {
            throw EngineException.invalidArgument(
                    "The alpha of mixup cannot be " + alpha + ".", "It has to be above 0 and at most 100.");
        }
    }

    /**
     * Mixes a batch in place.
     *
     * @param size how many pictures there are
     * @param pictures normalised, one after the other from index 0 to the capacity
     * @param targets likewise
     * @param draws of this batch alone
     */
    void mix(int size, FloatBuffer pictures, FloatBuffer targets, Draws draws) {
        double share = share(draws);
        int[] others = draws.permutation(size);
        mix(pictures, others, (float) share);
        mix(targets, others, (float) share);
    }

    /**
     * How much of itself a picture keeps, from Beta(α, α).
     *
     * <p><b>Source</b> Devroye, "Random variate generation in one line of code", 1996: Bailey's way to Student's t, from which a
     * symmetric beta follows.
     */
    double share(Draws draws) {
        // 1 - unit is above 0; for a small alpha its power may be infinite, which is a share of 0 or 1.
        double spread = StrictMath.pow(1 - draws.unit(), -1 / alpha) - 1;
        double cosine = StrictMath.cos(2 * Math.PI * draws.unit());
        return spread == 0 ? 0.5 : 0.5 + 0.5 * cosine / Math.sqrt(1 / spread + cosine * cosine);
    }

    private static void mix(FloatBuffer rows, int[] others, float share) {
        int each = rows.capacity() / others.length;
        float[] before = new float[rows.capacity()];
        rows.get(0, before);
        float[] mixed = new float[each];
        for (int i = 0; i < others.length; i++) {
            for (int k = 0; k < each; k++) {
                mixed[k] = share * before[i * each + k] + (1 - share) * before[others[i] * each + k];
            }
            rows.put(i * each, mixed);
        }
    }
}
