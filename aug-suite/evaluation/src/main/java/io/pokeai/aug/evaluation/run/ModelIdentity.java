package io.pokeai.aug.evaluation.run;

import io.pokeai.engine.api.EngineException;
import java.util.List;
import java.util.Objects;

/**
 * The model that answers, as far as its answers depend on it. Equal identities give equal answers on one machine.
 *
 * @param model the name, as files are named after it
 * @param version content hash of the model's files
 * @param backend what computes, and on which device, such as {@code onnx on cpu}
 * @param input the input spec, as a text
 * @param classes the class names in index order
 * @param folds how many files answer together, at least 1
 * @param batch how many pictures are computed at once, at least 1: the last digits of a score may depend on it
 */
public record ModelIdentity(
        String model, String version, String backend, String input, List<String> classes, int folds, int batch) {
    /** @throws EngineException {@code INVALID_ARGUMENT} without a class, a fold or a batch size of at least 1 */
    public ModelIdentity {
        Objects.requireNonNull(model);
        Objects.requireNonNull(version);
        Objects.requireNonNull(backend);
        Objects.requireNonNull(input);
        classes = List.copyOf(classes);
        if (classes.isEmpty() || folds < 1 || batch < 1) {
            throw EngineException.invalidArgument(
                    "Model '" + model + "' has " + classes.size() + " classes, " + folds + " folds and batches of "
                            + batch + ".",
                    "Give at least one of each.");
        }
    }
}
