package io.pokeai.djl.training.internal.picture;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;

/**
 * Answers for the pictures that a network is trained with, for it to learn from.
 *
 * <p><b>Threads</b> safe: several batches are made at the same time.
 */
public interface Teacher {
    /**
     * @param numbers which pictures of the training these are, counted from 0, in the order of the batch
     * @param views what is shown of them
     * @return {@code [n, classes]}: logits
     * @throws io.pokeai.engine.api.EngineException as the model that answers
     */
    float[] logits(int[] numbers, Views views);

    /** The pictures of a batch as the network sees them. */
    interface Views {
        /**
         * A picture changed by the same drawn numbers as for the network, in the size of another one.
         *
         * @param index in the batch
         * @param spec width and height are taken from it
         */
        Image of(int index, InputSpec spec);
    }
}
