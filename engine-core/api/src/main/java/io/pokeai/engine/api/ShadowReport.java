package io.pokeai.engine.api;

import java.util.List;

/**
 * How a shadow's answers compare with those that callers got.
 *
 * @param compared pictures that both have answered
 * @param disagreed those whose best class differs, or of independent classes, whose labels differ
 * @param skipped pictures that were not compared because the shadow was busy; callers never wait for it
 * @param failed pictures that the shadow could not answer
 * @param largestDifference of any probability of any picture
 * @param worst the pictures with the largest differences, worst first, at most {@value #MAX_WORST}
 */
public record ShadowReport(
        long compared, long disagreed, long skipped, long failed, double largestDifference, List<Case> worst) {
    /** How many pictures are named. */
    public static final int MAX_WORST = 10;

    public ShadowReport {
        worst = List.copyOf(worst);
    }

    /** The part of the compared pictures whose best class differs, 0…1. */
    public double rate() {
        return compared == 0 ? 0 : (double) disagreed / compared;
    }

    /**
     * One picture.
     *
     * @param picture its file if that is known, else the SHA-256 of what the model saw
     * @param sha256 of what the models saw, the tensor as little-endian floats; {@link ModelControl#shadowPicture} gives the picture.
     *     Empty in reports of earlier versions
     * @param answered best class of the generation that answers
     * @param shadow best class of the shadow
     * @param difference the largest difference of a probability
     */
    public record Case(String picture, String sha256, Answer answered, Answer shadow, double difference) {}

    /** A class and its probability. */
    public record Answer(String label, double probability) {}
}
