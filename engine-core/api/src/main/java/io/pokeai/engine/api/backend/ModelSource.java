package io.pokeai.engine.api.backend;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ScoreKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A file that may be a model, with what other files and settings say about it.
 *
 * <p>Precedence, for a factory that recognises it: what is declared here, then what the file itself says, then its
 * {@link #companion}, then {@link #defaultLabels}, then the factory's own default. {@link #input(Supplier, Predicate, Supplier)}
 * and {@link #labels(Supplier, Predicate, Supplier)} keep to it.
 *
 * @param file a complete, readable regular file
 * @param name declared name of the model
 * @param input declared preprocessing
 * @param labels declared class names
 * @param output declared kind of scores
 * @param options declared settings of the back end
 * @param defaultLabels class names of the whole folder ({@code classes.txt}), for a file without any of its own
 * @param hashes makes the version of the model
 * @param batching declared batching of single calls; for the engine, not for the factory
 * @param companion the companion files beside it
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
        Optional<Batching> batching,
        Companion companion) {
    private static final String DECLARED = "declared beside the model";

    public ModelSource {
        Objects.requireNonNull(file);
        options = Map.copyOf(options);
        Objects.requireNonNull(companion);
    }

    /** Without companion files. */
    public ModelSource(
            Path file,
            Optional<String> name,
            Optional<InputSpec> input,
            Optional<Labels> labels,
            Optional<ScoreKind> output,
            Map<String, String> options,
            Optional<Labels> defaultLabels,
            ContentHashes hashes,
            Optional<Batching> batching) {
        this(file, name, input, labels, output, options, defaultLabels, hashes, batching, Companion.NONE);
    }

    /** Without declared batching. */
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

    /**
     * The preprocessing: declared, else in the file, else beside it, else the usual one.
     *
     * @param inFile what the file says
     * @param fits whether the model can take it; asked about what lies beside the file
     * @param usual the usual preprocessing of such models
     * @throws io.pokeai.engine.api.EngineException as the suppliers; and of the companion
     */
    public Sourced<InputSpec> input(
            Supplier<Optional<Sourced<InputSpec>>> inFile,
            Predicate<InputSpec> fits,
            Supplier<Sourced<InputSpec>> usual) {
        return input.map(value -> Sourced.stated(value, DECLARED))
                .or(inFile)
                .or(() -> beside(companion.input(fits), fits))
                .orElseGet(usual);
    }

    /**
     * The class names: declared, else in the file, else beside it, else those of the folder, else the usual ones.
     *
     * @param inFile what the file says
     * @param fits whether the model has so many classes; asked about what lies beside the file
     * @param usual names for a model that has none
     * @throws io.pokeai.engine.api.EngineException as the suppliers; and of the companion
     */
    public Sourced<Labels> labels(
            Supplier<Optional<Sourced<Labels>>> inFile, Predicate<Labels> fits, Supplier<Sourced<Labels>> usual) {
        return labels.map(value -> Sourced.stated(value, DECLARED))
                .or(inFile)
                .or(() -> beside(companion.labels(), fits))
                .or(() -> defaultLabels.map(value -> Sourced.stated(value, "classes.txt")))
                .orElseGet(usual);
    }

    /** A companion file that may be about another model is ignored if it does not fit this one. */
    private static <T> Optional<Sourced<T>> beside(Optional<Sourced<T>> found, Predicate<T> fits) {
        return found.filter(known -> !known.origin().isAssumed() || fits.test(known.value()));
    }

    /** The name of the model: the declared one, else that of its file. */
    public String modelName() {
        return name.orElseGet(() -> ModelSpec.nameOf(PokeAiFile.stem(file)));
    }

    /** Another file about which the same is known: a further fold. */
    public ModelSource withFile(Path other) {
        return new ModelSource(other, name, input, labels, output, options, defaultLabels, hashes, batching, companion);
    }

    /** The same file as a model of this name. */
    public ModelSource withName(String declared) {
        return new ModelSource(
                file,
                Optional.of(declared),
                input,
                labels,
                output,
                options,
                defaultLabels,
                hashes,
                batching,
                companion);
    }

    /** The same file with class names for it, unless it has its own. */
    public ModelSource withDefaultLabels(Labels names) {
        return new ModelSource(
                file, name, input, labels, output, options, Optional.of(names), hashes, batching, companion);
    }

    /** The same file with declared class names. */
    public ModelSource withLabels(Labels names) {
        return new ModelSource(
                file, name, input, Optional.of(names), output, options, defaultLabels, hashes, batching, companion);
    }

    /** The same file with declared batching. */
    public ModelSource withBatching(Batching declared) {
        return new ModelSource(
                file, name, input, labels, output, options, defaultLabels, hashes, Optional.of(declared), companion);
    }

    /** The same file, with other hashes. */
    public ModelSource withHashes(ContentHashes other) {
        return new ModelSource(file, name, input, labels, output, options, defaultLabels, other, batching, companion);
    }

    /** The same file with companion files. */
    public ModelSource withCompanion(Companion other) {
        return new ModelSource(file, name, input, labels, output, options, defaultLabels, hashes, batching, other);
    }
}
