package io.pokeai.djl.training.internal.run;

import io.pokeai.djl.training.internal.learn.UpdatePace;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** How fast a network learns in each step. */
interface Pacing {
    /**
     * How far the update after a batch goes.
     *
     * @param before the epochs that are done
     * @param batch of this epoch, from 0
     * @param batches of this epoch
     */
    UpdatePace pace(List<Epoch> before, int batch, int batches);

    /** How many batches are gathered for an update, for the same arguments. */
    default int gathered(List<Epoch> before, int batch, int batches) {
        return 1;
    }

    /**
     * Which weights stay as they are from an epoch on; empty when that does not change with it.
     *
     * @param epoch from 1
     */
    default Optional<Predicate<String>> frozen(int epoch) {
        return Optional.empty();
    }
}
