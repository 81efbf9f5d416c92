package io.pokeai.djl.training.internal.learn;

/** Changes weights by their gradients. */
interface Optimiser {
    /**
     * @param step counted from 1
     * @param scale of all gradients, for clipping
     */
    void update(Chunks chunks, long step, UpdatePace pace, float scale);

    /** How many numbers it remembers for each element. */
    int moments();
}
