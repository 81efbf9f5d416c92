package io.pokeai.djl.training.internal.run;

import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.network.Network;
import java.nio.file.Path;
import java.util.List;

/** The files that people and other programs read of a fold. Each is replaced by a whole file or not at all. */
interface FoldResults {
    /** The best weights: they are there when the fold is finished. */
    Path weights();

    /** All files, for who begins anew. */
    List<Path> all();

    /** The log, after an epoch. */
    void log(History history);

    /** The weights, at the end. */
    void write(Network network, Finished finished);

    /**
     * What a fold has come to.
     *
     * @param best the weights of the best epoch
     * @param last the weights of the last one
     */
    record Finished(History history, StateDict best, StateDict last) {
        Epoch bestEpoch() {
            return history.best().orElseThrow();
        }
    }
}
