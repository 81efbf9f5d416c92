package io.pokeai.djl.blocks;

/** Which elements are dropped while a network is trained. */
@FunctionalInterface
public interface Masks {
    /**
     * The factors of the elements of one layer in one step: 0 for those that are dropped, {@code 1 / (1 - probability)} for the others.
     *
     * @param elements how many
     * @param probability that one is dropped, 0 to 1
     */
    float[] next(int elements, double probability);
}
