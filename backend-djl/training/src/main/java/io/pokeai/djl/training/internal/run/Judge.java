package io.pokeai.djl.training.internal.run;

import java.util.List;
import java.util.Optional;

/** Says which epoch is the best, and when it is useless to go on. */
interface Judge {
    /** The epoch whose weights are kept; empty without epochs. */
    Optional<Epoch> best(List<Epoch> epochs);

    /** Whether so many epochs were no better that the training ends early. */
    boolean isExhausted(List<Epoch> epochs);
}
