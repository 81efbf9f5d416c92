package io.pokeai.engine.api.backend;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Provenance;
import io.pokeai.engine.api.Provenance.Origin;
import io.pokeai.engine.api.ScoreKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A network of two classes that gives one number per picture: the probability of the positive class, or its logit. The answer
 * has two classes that exclude each other; the other class has the rest of the probability.
 *
 * <p>Of two labels the second is the positive one, as in Keras ({@code image_dataset_from_directory} with
 * {@code label_mode='binary'}: the class of index 1), unless the option {@link ModelSpec#POSITIVE} names it. Of a single
 * label {@code yes} the other class is called {@code not yes}.
 *
 * @param labels the two classes
 * @param positive the class that the number is for
 * @param origin who says so
 */
public record BinaryHead(Labels labels, String positive, Origin origin) {
    /** How many classes one number answers for. */
    public static final int CLASSES = 2;

    private static final int POSITIVE_BY_CONVENTION = 1;

    /**
     * @throws EngineException {@code LABELS_MISMATCH} for other than two labels, or a positive class that is none of them
     */
    public BinaryHead {
        if (labels.size() != CLASSES || !labels.asList().contains(positive)) {
            throw mismatch(
                    "the positive class '" + positive + "' is not one of " + labels + ".",
                    "Name one of the two classes: \"options\": {\"positive\": \"…\"}.");
        }
    }

    /**
     * The two classes of a network with one output.
     *
     * @param known its class names; empty when there are none
     * @param options declared settings, perhaps with {@link ModelSpec#POSITIVE}
     * @throws EngineException {@code LABELS_MISMATCH} for more than two labels, without the file's name
     */
    public static BinaryHead of(Optional<Labels> known, Map<String, String> options) {
        Labels labels = known.orElseGet(() -> Labels.numbered(CLASSES));
        if (labels.size() > CLASSES) {
            throw mismatch(
                    "the network gives 1 score, and there are " + labels.size() + " class names.",
                    "Correct classes.txt, or declare the labels of this model beside it.");
        }
        Labels both = labels.size() == CLASSES ? labels : Labels.of(List.of(labels.get(0), other(labels.get(0))));
        String declared = options.get(ModelSpec.POSITIVE);
        if (declared != null) {
            return new BinaryHead(both, declared, Origin.stated("option 'positive'"));
        }
        if (labels.size() == 1) {
            return new BinaryHead(both, labels.get(0), Origin.found("one output for one label"));
        }
        String usual = labels.get(POSITIVE_BY_CONVENTION);
        return new BinaryHead(
                both,
                usual,
                Origin.assumed("one output for two labels, taken for the second one as in Keras", remedy(usual)));
    }

    /** The two classes of a spec that was made with a head; empty for all other models. */
    public static Optional<BinaryHead> of(ModelSpec spec) {
        return Optional.ofNullable(spec.options().get(ModelSpec.POSITIVE))
                .filter(positive -> spec.labels().size() == CLASSES)
                .map(positive -> new BinaryHead(
                        spec.labels(), positive, spec.provenance().labels()));
    }

    /** The same when only its single output says that the network has two classes; it might be a regression. */
    public BinaryHead takenForLogit() {
        return origin.certainty() == Provenance.Certainty.STATED
                ? this
                : new BinaryHead(
                        labels,
                        positive,
                        Origin.assumed("one output, taken for the logit of '" + positive + "'", remedy(positive)));
    }

    private static String remedy(String positive) {
        return "\"options\": {\"positive\": \"" + positive + "\"} in the .model.json beside the model";
    }

    /** The options with the positive class in them. */
    public Map<String, String> in(Map<String, String> options) {
        Map<String, String> all = new TreeMap<>(options);
        all.put(ModelSpec.POSITIVE, positive);
        return all;
    }

    /** A spec with two labels that turned out to give one number. */
    public static ModelSpec found(ModelSpec spec) {
        if (spec.options().containsKey(ModelSpec.POSITIVE)) {
            return spec;
        }
        BinaryHead head = of(Optional.of(spec.labels()), spec.options());
        Provenance provenance = spec.provenance().withLabels(head.origin());
        return new ModelSpec(
                spec.name(),
                spec.version(),
                spec.backend(),
                spec.files(),
                spec.input(),
                head.labels(),
                exclusive(spec.output()),
                spec.ensemble(),
                head.in(spec.options()),
                provenance);
    }

    /** The kind of both scores: two classes of one number exclude each other, whatever the kind of the number. */
    public static ScoreKind exclusive(ScoreKind kind) {
        return kind.isLogits() ? ScoreKind.LOGITS : ScoreKind.PROBABILITIES;
    }

    /** Index of the positive class. */
    public int index() {
        return labels.asList().indexOf(positive);
    }

    /**
     * Scores of both classes.
     *
     * @param kind logits, whose softmax with 0 is the sigmoid; or probabilities
     * @param column {@code [count]}, one number per picture
     * @return {@code [count, 2]}
     */
    public float[] expand(ScoreKind kind, float[] column) {
        float[] both = new float[column.length * CLASSES];
        for (int i = 0; i < column.length; i++) {
            both[i * CLASSES + index()] = column[i];
            both[i * CLASSES + 1 - index()] = kind.isLogits() ? 0 : (float) (1 - (double) column[i]);
        }
        return both;
    }

    /** The numbers that {@link #expand} was given. */
    public float[] column(float[] both) {
        float[] column = new float[both.length / CLASSES];
        for (int i = 0; i < column.length; i++) {
            column[i] = both[i * CLASSES + index()];
        }
        return column;
    }

    private static String other(String label) {
        String name = "not " + label;
        return name.substring(0, Math.min(name.length(), Labels.MAX_LENGTH));
    }

    private static EngineException mismatch(String problem, String remedy) {
        return new EngineException(ErrorCode.LABELS_MISMATCH, problem, remedy);
    }
}
