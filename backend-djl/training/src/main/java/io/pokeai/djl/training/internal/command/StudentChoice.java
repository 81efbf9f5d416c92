package io.pokeai.djl.training.internal.command;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.network.Families;
import io.pokeai.engine.network.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is to learn from a teacher, where a caller says only a part of it.
 *
 * @param architecture such as {@code resnet18}
 * @param fold whose pictures train and validate
 * @param initial the checkpoint to begin with; empty for random weights
 */
record StudentChoice(String architecture, int fold, Optional<Path> initial) {
    /** In the place of a file: random weights. */
    private static final String RANDOM = "random";

    /**
     * @param named the architecture, if the caller names one
     * @param number the fold, if the caller names one
     * @param weights a file or {@code random}, if the caller says so
     * @throws EngineException {@code INVALID_ARGUMENT} for an architecture that cannot be trained here, and when none is named and that
     *     of the teacher is not known
     */
    static StudentChoice of(
            ModelSpec teacher,
            @Nullable String named,
            @Nullable Integer number,
            @Nullable String weights,
            Function<String, Path> path) {
        List<Integer> folds = teacher.foldNumbers();
        int fold = number != null ? number : folds.isEmpty() ? 1 : folds.get(0);
        Path file = teacher.files().get(Math.max(0, folds.indexOf(fold)));
        Optional<Network> own = CheckpointReader.looksLikeCheckpoint(file)
                ? Families.find(CheckpointReader.read(file))
                : Optional.empty();
        String architecture = Optional.ofNullable(named)
                .or(() -> own.map(Network::architecture))
                .orElseThrow(() -> EngineException.invalidArgument(
                        "The architecture of the teacher '" + teacher.name() + "' is not known: " + file.getFileName()
                                + " is not a checkpoint of a known network.",
                        "Name one with '--student', such as resnet18."));
        if (architecture.startsWith("yolo")) {
            throw EngineException.invalidArgument(
                    "A " + architecture + " cannot be distilled here yet.",
                    "Name a student with '--student', such as resnet18.");
        }
        if (weights != null) {
            return new StudentChoice(
                    architecture, fold, weights.equals(RANDOM) ? Optional.empty() : Optional.of(path.apply(weights)));
        }
        boolean same = folds.contains(fold)
                && own.filter(network -> network.architecture().equals(architecture))
                        .isPresent();
        return new StudentChoice(architecture, fold, same ? Optional.of(file) : Optional.empty());
    }
}
