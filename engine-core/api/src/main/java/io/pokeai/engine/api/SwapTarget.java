package io.pokeai.engine.api;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to answer for a name: only the parts that change are given. Empty means what the artifacts folder offers now.
 *
 * @param file a model file; relative to the artifacts folder. Side files and certificate are looked for beside it
 * @param model another name of the engine, whose files are taken, folds and all
 * @param version the first characters of the content hash, which the files must have; alone, it is looked for among the models,
 *     then in the journal
 * @param backend id of the back end that is to open the files, such as {@code onnx}
 */
public record SwapTarget(
        Optional<Path> file, Optional<String> model, Optional<String> version, Optional<String> backend) {
    /** What the artifacts folder offers now. */
    public static final SwapTarget AS_FOUND =
            new SwapTarget(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public SwapTarget {
        EngineException.required(file, "file");
        EngineException.required(model, "model");
        EngineException.required(version, "version");
        EngineException.required(backend, "backend");
        if (file.isPresent() && model.isPresent()) {
            throw EngineException.invalidArgument(
                    "A target has a file or another model, not both.", "Leave one of them out.");
        }
        if (version.filter(text -> !text.matches("[0-9A-Za-z]{4,128}")).isPresent()) {
            throw EngineException.invalidArgument(
                    "'" + version.get() + "' is not a version.", "Give at least its first 4 letters or digits.");
        }
    }

    public static SwapTarget file(Path file) {
        return new SwapTarget(
                Optional.of(EngineException.required(file, "file")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public static SwapTarget model(String name) {
        return new SwapTarget(
                Optional.empty(),
                Optional.of(EngineException.required(name, "name")),
                Optional.empty(),
                Optional.empty());
    }

    public static SwapTarget version(String prefix) {
        return new SwapTarget(
                Optional.empty(),
                Optional.empty(),
                Optional.of(EngineException.required(prefix, "prefix")),
                Optional.empty());
    }

    public static SwapTarget backend(String id) {
        return new SwapTarget(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(EngineException.required(id, "id")));
    }

    public SwapTarget withVersion(String prefix) {
        return new SwapTarget(file, model, Optional.of(EngineException.required(prefix, "prefix")), backend);
    }

    public SwapTarget withBackend(String id) {
        return new SwapTarget(file, model, version, Optional.of(EngineException.required(id, "id")));
    }

    /** Whether the target is empty. */
    public boolean isEmpty() {
        return equals(AS_FOUND);
    }
}
