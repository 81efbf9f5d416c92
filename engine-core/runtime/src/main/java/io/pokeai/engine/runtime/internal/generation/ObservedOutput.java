package io.pokeai.engine.runtime.internal.generation;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Provenance.Origin;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.BinaryHead;
import io.pokeai.engine.spi.Classifier;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides what the scores of a model are by what it answers, where neither a person nor its file says so: a black input, a
 * bright one, and patterns, some of them stronger than pictures are, so that numbers without bounds leave 0…1.
 */
final class ObservedOutput {
    private static final int PATTERNS = 4;

    /** How much stronger than pictures. */
    private static final double STRONG = 3;

    private static final int STRONG_PATTERNS = 2;

    /** About what white is after ImageNet's normalisation. */
    private static final float BRIGHT = 2.4f;

    /** A softmax in half precision misses 0, 1 and its sum by less. */
    private static final double ROUNDING = 1e-2;

    /** Of a class in 8-bit numbers: half a step. */
    private static final double HALF_STEP = 1.0 / 512;

    private static final double MAX_SUM_ERROR = 0.1;

    /** Of a float32 softmax over a thousand classes; logits come so close to 1 once by chance, not twice. */
    private static final double EXACT_SUM = 1e-4;

    private final Classifier classifier;
    private final List<float[]> rows = new ArrayList<>();
    private boolean unbounded;

    private ObservedOutput(Classifier classifier) {
        this.classifier = classifier;
    }

    /**
     * What the scores are.
     *
     * @param classifier opened with logits as the kind of its scores, so that nothing is made of its numbers
     * @param assumed what its file suggests
     * @return its spec with the kind and who says so
     * @throws EngineException {@code MODEL_INVALID} when its numbers are neither logits nor probabilities
     */
    static ModelSpec decide(Classifier classifier, ModelSpec assumed) {
        ObservedOutput observed = new ObservedOutput(classifier);
        observed.ask();
        return observed.decided(assumed);
    }

    private void ask() {
        InputSpec input = classifier.info().spec().input();
        ImageTensor tensor = ImageTensor.allocate(1, input);
        keep(classifier.infer(tensor));
        FloatBuffer bright = tensor.picture(0);
        while (bright.hasRemaining()) {
            bright.put(BRIGHT);
        }
        keep(classifier.infer(tensor));
        for (int i = 0; i < PATTERNS; i++) {
            TestPatterns.write(tensor.picture(0), input, i);
            keep(classifier.infer(tensor));
        }
        for (int i = 0; i < STRONG_PATTERNS; i++) {
            TestPatterns.write(tensor.picture(0), input, PATTERNS + i, STRONG);
            askStrong(tensor).ifPresent(this::keep);
        }
    }

    /** An overflow for an input that no picture makes says nothing about the model. */
    private Optional<Scores> askStrong(ImageTensor tensor) {
        try {
            return Optional.of(classifier.infer(tensor));
        } catch (EngineException e) {
            return Optional.empty();
        }
    }

    private void keep(Scores scores) {
        float[] row = BinaryHead.of(classifier.info().spec())
                .map(head -> head.column(scores.row(0)))
                .orElseGet(() -> scores.row(0));
        rows.add(row);
        for (float value : row) {
            unbounded |= value < -ROUNDING || value > 1 + ROUNDING;
        }
    }

    private ModelSpec decided(ModelSpec assumed) {
        String many = rows.size() + " test inputs";
        boolean binary = BinaryHead.of(classifier.info().spec()).isPresent();
        if (unbounded) {
            requireOneKind(assumed, many);
            requireNoShares(assumed, many);
            ScoreKind logits = assumed.output().isLogits() ? assumed.output() : ScoreKind.LOGITS;
            return assumed.withOutput(logits, Origin.found("observed: numbers outside 0…1 for " + many));
        }
        if (binary) {
            requireDifferent(assumed, many);
            String seen = "observed: numbers in 0…1 for " + many + ", taken for a sigmoid";
            boolean expected = assumed.output() == ScoreKind.PROBABILITIES;
            return assumed.withOutput(
                    ScoreKind.PROBABILITIES, expected ? Origin.found(seen) : ScoreKind.PROBABILITIES.assumed(seen));
        }
        if (classes() > 1 && rows.stream().allMatch(row -> isNear(sum(row), 1))) {
            return assumed.withOutput(
                    ScoreKind.PROBABILITIES, Origin.found("observed: rows in 0…1 that sum to 1 for " + many));
        }
        requireDifferent(assumed, many);
        if (assumed.output() == ScoreKind.PROBABILITIES && rows.stream().allMatch(row -> sum(row) < 1)) {
            // A part of a softmax: the classes still exclude each other.
            return assumed;
        }
        ScoreKind kind = ScoreKind.INDEPENDENT_PROBABILITIES;
        String seen = "observed: rows in 0…1 that do not sum to 1 for " + many;
        // The graph gives a reason, and the numbers agree.
        boolean expected = assumed.output() == kind;
        return assumed.withOutput(kind, expected ? Origin.found(seen) : kind.assumed(seen));
    }

    private int classes() {
        return rows.get(0).length;
    }

    private boolean isNear(double sum, double wanted) {
        double allowed = Math.min(MAX_SUM_ERROR, ROUNDING + classes() * HALF_STEP);
        return Math.abs(sum / wanted - 1) <= allowed;
    }

    private static double sum(float... row) {
        double sum = 0;
        for (float value : row) {
            sum += value;
        }
        return sum;
    }

    /** Branches of which one ends in a softmax and the other does not: no one answer is right for all pictures. */
    private void requireOneKind(ModelSpec spec, String many) {
        long shares = rows.stream().filter(ObservedOutput::isExactlyShares).count();
        if (classes() > 1 && shares > 1) {
            throw invalid(
                    spec,
                    "answers " + shares + " of " + many + " with probabilities, rows in 0…1 that sum to 1, and"
                            + " others with numbers outside 0…1");
        }
    }

    private static boolean isExactlyShares(float[] row) {
        boolean inRange = true;
        for (float value : row) {
            inRange &= value >= 0 && value <= 1;
        }
        return inRange && Math.abs(sum(row) - 1) <= EXACT_SUM;
    }

    /** Numbers that are never negative and always sum to the same are probabilities of another unit, such as percent. */
    private void requireNoShares(ModelSpec spec, String many) {
        double first = sum(rows.get(0));
        boolean shares = classes() > 1 && first > 1;
        for (float[] row : rows) {
            shares &= isNear(sum(row), first);
            for (float value : row) {
                shares &= value >= -ROUNDING * first;
            }
        }
        if (shares && isVarying()) {
            throw invalid(
                    spec,
                    String.format(
                            Locale.ROOT,
                            "answers %s with rows that all sum to %.4g: shares, but not of 1",
                            many,
                            first));
        }
    }

    /** A softmax over an axis of length 1 gives nothing but 1; that over several pictures, as long as they are alike, 1/n. */
    private void requireDifferent(ModelSpec spec, String many) {
        float first = rows.get(0)[0];
        boolean same = classes() > 1 || first == 1;
        for (float[] row : rows) {
            for (float value : row) {
                same &= value == first;
            }
        }
        if (same) {
            throw invalid(
                    spec,
                    "answers " + first + " for every class of " + many
                            + ": perhaps its softmax is not over the classes");
        }
    }

    private boolean isVarying() {
        float[] first = rows.get(0);
        return rows.stream().anyMatch(row -> !Arrays.equals(row, first));
    }

    private static EngineException invalid(ModelSpec spec, String what) {
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                "Model '" + spec.name() + "' " + what + ".",
                "Export it again with logits or probabilities, or declare \"output\" in the .model.json beside it.");
    }
}
