package io.pokeai.djl.training.internal.run;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.network.Families;
import io.pokeai.engine.network.Heads;
import io.pokeai.engine.network.Network;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a training begins with.
 *
 * @param architecture such as {@code resnet18}
 * @param file a checkpoint of it; empty for random weights
 */
record FirstWeights(String architecture, Optional<Path> file) {
    /**
     * The network; a last layer for another number of classes is replaced.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for an architecture that cannot be trained, or that is not that of the file;
     *     {@code MODEL_INVALID} when the file holds none
     */
    Network network(int classes, long seed) {
        if (file.isEmpty()) {
            return Families.fresh(architecture, classes, seed)
                    .orElseThrow(() -> EngineException.invalidArgument(
                            "'" + architecture + "' cannot be trained here.",
                            "Use one of " + Families.freshNames() + "."));
        }
        Network found = known(file.get());
        if (!found.architecture().equals(architecture)) {
            throw EngineException.invalidArgument(
                    file.get() + " holds a " + found.architecture() + ", and a " + architecture + " is to be trained.",
                    "Name the same architecture.");
        }
        return Heads.replaced(found, classes, seed);
    }

    /** The network of a checkpoint. */
    static Network known(Path file) {
        return Families.find(CheckpointReader.read(file))
                .orElseThrow(() -> new EngineException(
                        ErrorCode.MODEL_INVALID,
                        file + " holds no known network.",
                        "Known are " + Families.known() + "."));
    }

    @Override
    public String toString() {
        return file.map(String::valueOf).orElse("random");
    }
}
