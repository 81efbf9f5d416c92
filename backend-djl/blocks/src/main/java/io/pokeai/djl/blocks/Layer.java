package io.pokeai.djl.blocks;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** What one step of a network computes, with its weights. Leaves its inputs as they are, and gives a new array. */
@FunctionalInterface
interface Layer {
    NDArray compute(List<NDArray> inputs);
}
