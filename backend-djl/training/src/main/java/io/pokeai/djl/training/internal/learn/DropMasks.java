package io.pokeai.djl.training.internal.learn;

import io.pokeai.djl.blocks.Masks;
import io.pokeai.djl.training.internal.picture.Draws;

/** What is dropped: decided by the seed, the step and the layer, so that a resumed training drops the same. */
final class DropMasks implements Masks {
    private final long seed;
    private long step;
    private long layer;

    DropMasks(long seed) {
        this.seed = seed;
    }

    void beginStep(long number) {
        step = number;
        layer = 0;
    }

    @Override
    public float[] next(int elements, double probability) {
        Draws draws = Draws.of(seed, step, layer++);
        float kept = (float) (1 / (1 - probability));
        float[] factors = new float[elements];
        for (int i = 0; i < elements; i++) {
            factors[i] = draws.unit() < probability ? 0 : kept;
        }
        return factors;
    }
}
