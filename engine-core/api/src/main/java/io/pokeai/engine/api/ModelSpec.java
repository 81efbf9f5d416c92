package io.pokeai.engine.api;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Everything that is needed to open a model again.
 *
 * @param name what callers ask for; letters, digits, {@code _ . -}
 * @param version content hash of the files: the same bytes have the same version, anywhere
 * @param backend id of the back end that recognised the files, such as {@code onnx}
 * @param files the model files, one per fold; at least one
 * @param input what the model was trained to see
 * @param labels class names in index order
 * @param output what the scores at the output are
 * @param ensemble how the folds become one answer
 * @param options settings of the back end, by name; and {@link #FAMILY}, {@link #BACKEND}, {@link #FOLDS},
 *     {@link #POSITIVE} and {@link #OUTPUT_NAME}
 * @param provenance who says what {@code input}, {@code labels} and {@code output} are: stated, found out or assumed
 */
public record ModelSpec(
        String name,
        String version,
        String backend,
        List<Path> files,
        InputSpec input,
        Labels labels,
        ScoreKind output,
        EnsembleRule ensemble,
        Map<String, String> options,
        Provenance provenance) {

    /**
     * Option: what kind of network it is, such as {@code yolov8n-cls}. Callers may use it as a name while only one model has
     * it.
     */
    public static final String FAMILY = "family";

    /** Option: the id of the only back end that is to open the model, where several could. */
    public static final String BACKEND = "backend";

    /** Option: the numbers of the folds, in the order of the files, such as {@code 1,2,4}; absent for a lone file. */
    public static final String FOLDS = "folds";

    /**
     * Option: of a model that gives one number per picture, the class whose probability or logit that is; the other class
     * has the rest.
     */
    public static final String POSITIVE = "positive";

    /** Option: of a model with several outputs, the name of the one with the scores. */
    public static final String OUTPUT_NAME = "output_name";

    public ModelSpec {
        if (!name.matches("[A-Za-z0-9_.-]{1,200}")) {
            throw EngineException.invalidArgument(
                    "'" + name + "' is not a model name.", "Use 1 to 200 letters, digits, '_', '.', '-'.");
        }
        Objects.requireNonNull(version);
        Objects.requireNonNull(backend);
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw EngineException.invalidArgument("Model '" + name + "' has no file.", "Name at least one.");
        }
        Objects.requireNonNull(input);
        Objects.requireNonNull(labels);
        Objects.requireNonNull(output);
        Objects.requireNonNull(ensemble);
        options = Map.copyOf(options);
        Objects.requireNonNull(provenance);
    }

    /** A model whose back end gives no provenance: everything counts as stated. */
    public ModelSpec(
            String name,
            String version,
            String backend,
            List<Path> files,
            InputSpec input,
            Labels labels,
            ScoreKind output,
            EnsembleRule ensemble,
            Map<String, String> options) {
        this(name, version, backend, files, input, labels, output, ensemble, options, Provenance.STATED);
    }

    /** The same model, with what is known about where its description comes from. */
    public ModelSpec withProvenance(Provenance known) {
        return new ModelSpec(name, version, backend, files, input, labels, output, ensemble, options, known);
    }

    /** The same model with scores of another kind, and who says so. */
    public ModelSpec withOutput(ScoreKind kind, Provenance.Origin origin) {
        return new ModelSpec(
                name, version, backend, files, input, labels, kind, ensemble, options, provenance.withOutput(origin));
    }

    /** {@code MODEL_NAME} as PokeAI writes it into file names: other characters than those allowed become one {@code _}. */
    public static String nameOf(String text) {
        return text.replaceAll("[^A-Za-z0-9_.-]+", "_");
    }

    /** The numbers of the folds, in the order of the files; empty for a lone file. */
    public List<Integer> foldNumbers() {
        String numbers = options.getOrDefault(FOLDS, "");
        return numbers.isEmpty()
                ? List.of()
                : Arrays.stream(numbers.split(",")).map(Integer::valueOf).toList();
    }

    @Override
    public String toString() {
        return name + "@" + version + "[" + backend + ", " + files + ", " + input + ", " + labels + ", " + output
                + (options.isEmpty() ? "" : ", " + new TreeMap<>(options)) + "]";
    }

    /** How the scores of several folds become one answer. */
    public enum EnsembleRule {
        /** One file, nothing to combine. */
        SINGLE,
        /** The mean of the logits, as PokeAI does for torchvision models. */
        MEAN_LOGITS,
        /** The mean of the probabilities, as PokeAI does for YOLO. */
        MEAN_PROBABILITIES
    }
}
