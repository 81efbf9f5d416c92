package io.pokeai.engine.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the numbers at a model's output are. */
public enum ScoreKind {
    /** Before softmax: any finite number. The classes exclude each other. */
    LOGITS,
    /** After softmax: 0…1, one picture's sum is 1, or less where the model leaves classes out. */
    PROBABILITIES,
    /** Before a sigmoid of each: any finite number. A picture may have several labels, or none (multi-label). */
    INDEPENDENT_LOGITS,
    /** After a sigmoid of each: 0…1, and the sum says nothing. A picture may have several labels, or none (multi-label). */
    INDEPENDENT_PROBABILITIES;

    /** The words for {@link #INDEPENDENT_LOGITS} and {@link #INDEPENDENT_PROBABILITIES} that other tools use. */
    private static final String MULTILABEL = "multilabel_";

    private static final String INDEPENDENT = "independent_";

    /** As files and people write it, such as {@code independent_probabilities}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of this {@link #id}; {@code multilabel_…} is understood for {@code independent_…}.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for any other text
     */
    public static ScoreKind parse(String text) {
        String id = text.strip().toLowerCase(Locale.ROOT).replace(MULTILABEL, INDEPENDENT);
        Optional<ScoreKind> kind =
                Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
        return kind.orElseThrow(() -> EngineException.invalidArgument(
                "'" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "' is not a kind of output.",
                "Use " + Arrays.stream(values()).map(ScoreKind::id).collect(Collectors.joining(", ")) + "."));
    }

    /** The assumption that scores are of this kind, with its reason and what would settle it. */
    public Provenance.Origin assumed(String why) {
        return Provenance.Origin.assumed(why, "\"output\": \"" + id() + "\" in the .model.json beside the model");
    }

    /** Whether softmax or a sigmoid has to make probabilities of them. */
    public boolean isLogits() {
        return this == LOGITS || this == INDEPENDENT_LOGITS;
    }

    /** Whether the classes are independent (multi-label). */
    public boolean isIndependent() {
        return this == INDEPENDENT_LOGITS || this == INDEPENDENT_PROBABILITIES;
    }

    /** What {@link Scores#probabilities} makes of them. */
    public ScoreKind asProbabilities() {
        return isIndependent() ? INDEPENDENT_PROBABILITIES : PROBABILITIES;
    }
}
