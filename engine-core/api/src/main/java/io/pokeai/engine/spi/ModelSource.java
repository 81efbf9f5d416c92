package io.pokeai.engine.spi;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ScoreKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that may be a model, with what its surroundings say about it.
 *
 * <p>Precedence, for a factory that recognises it: what is declared here, then what the file itself says, then
 * {@link #defaultLabels}, then the factory's own default.
 *
 * @param file a complete, readable regular file
 * @param name declared name of the model
 * @param input declared preprocessing
 * @param labels declared class names
 * @param output declared kind of scores
 * @param options declared settings of the back end
 * @param defaultLabels class names of the whole folder ({@code classes.txt}), for a file without any of its own
 * @param hashes makes the version of the model
 * @param batching declared batching of single calls; the engine's business, not the factory's
 */
public record ModelSource(
        Path file,
        Optional<String> name,
        Optional<InputSpec> input,
        Optional<Labels> labels,
        Optional<ScoreKind> output,
        Map<String, String> options,
        Optional<Labels> defaultLabels,
        ContentHashes hashes,
        Optional<Batching> batching) {

    public ModelSource {
        Objects.requireNonNull(file);
        options = Map.copyOf(options);
    }

    /** Without a word on batching. */
    public ModelSource(
            Path file,
            Optional<String> name,
            Optional<InputSpec> input,
            Optional<Labels> labels,
            Optional<ScoreKind> output,
            Map<String, String> options,
            Optional<Labels> defaultLabels,
            ContentHashes hashes) {
        this(file, name, input, labels, output, options, defaultLabels, hashes, Optional.empty());
    }

    /** A file about which nothing is declared. */
    public static ModelSource of(Path file) {
        return new ModelSource(
                file,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                ContentHashes.reading());
    }

    /** Another file about which the same is known: a further fold. */
    public ModelSource withFile(Path other) {
        return new ModelSource(other, name, input, labels, output, options, defaultLabels, hashes, batching);
    }

    /** The same file as a model of this name. */
    public ModelSource withName(String declared) {
        return new ModelSource(
                file, Optional.of(declared), input, labels, output, options, defaultLabels, hashes, batching);
    }

    /** The same file with class names for it, unless it has its own. */
    public ModelSource withDefaultLabels(Labels names) {
        return new ModelSource(file, name, input, labels, output, options, Optional.of(names), hashes, batching);
    }

    /** The same file with declared class names. */
    public ModelSource withLabels(Labels names) {
        return new ModelSource(file, name, input, Optional.of(names), output, options, defaultLabels, hashes, batching);
    }

    /** The same file with declared batching. */
    public ModelSource withBatching(Batching declared) {
        return new ModelSource(
                file, name, input, labels, output, options, defaultLabels, hashes, Optional.of(declared));
    }

    /** The same file, its version made by other means. */
    public ModelSource withHashes(ContentHashes other) {
        return new ModelSource(file, name, input, labels, output, options, defaultLabels, other, batching);
    }
}
