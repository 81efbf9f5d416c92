package io.pokeai.engine.api;

import java.util.Objects;

/**
 * Where the description of a model comes from: nothing is guessed in silence.
 *
 * @param input of the preprocessing
 * @param labels of the class names
 * @param output of the kind of scores
 */
public record Provenance(Origin input, Origin labels, Origin output) {
    /** Everything is as the back end says. */
    public static final Provenance STATED =
            new Provenance(Origin.stated("back end"), Origin.stated("back end"), Origin.stated("back end"));

    public Provenance {
        Objects.requireNonNull(input);
        Objects.requireNonNull(labels);
        Objects.requireNonNull(output);
    }

    /** The same with another origin of the preprocessing. */
    public Provenance withInput(Origin other) {
        return new Provenance(other, labels, output);
    }

    /** The same with another origin of the class names. */
    public Provenance withLabels(Origin other) {
        return new Provenance(input, other, output);
    }

    /** The same with another origin of the kind of scores. */
    public Provenance withOutput(Origin other) {
        return new Provenance(input, labels, other);
    }

    /** Whether anything is assumed. */
    public boolean isAssumed() {
        return input.isAssumed() || labels.isAssumed() || output.isAssumed();
    }

    /** How sure something is. */
    public enum Certainty {
        /** A file or a person says so. */
        STATED,
        /** It follows from the file, or was observed when the model ran. */
        FOUND,
        /** Nothing says so; it is what most models of the kind want. */
        ASSUMED
    }

    /**
     * Where one thing comes from.
     *
     * @param certainty how sure it is
     * @param source who or what says so, for people, such as {@code preprocessor_config.json} or {@code torchvision's default}
     * @param settledBy what would settle an assumption, such as {@code "input": "tv224_224" in cat.model.json}; empty unless
     *     it is assumed
     */
    public record Origin(Certainty certainty, String source, String settledBy) {
        public Origin {
            Objects.requireNonNull(certainty);
            Objects.requireNonNull(source);
            Objects.requireNonNull(settledBy);
            if ((certainty == Certainty.ASSUMED) == settledBy.isEmpty()) {
                throw EngineException.invalidArgument(
                        "An origin that is " + certainty + " was given " + (settledBy.isEmpty() ? "no" : "a")
                                + " remedy.",
                        "An assumption says what would settle it; what is known does not.");
            }
        }

        /** As a file or a person says. */
        public static Origin stated(String source) {
            return new Origin(Certainty.STATED, source, "");
        }

        /** As it follows from the file, or was observed. */
        public static Origin found(String source) {
            return new Origin(Certainty.FOUND, source, "");
        }

        /** As is usual. */
        public static Origin assumed(String source, String settledBy) {
            return new Origin(Certainty.ASSUMED, source, settledBy);
        }

        public boolean isAssumed() {
            return certainty == Certainty.ASSUMED;
        }
    }
}
