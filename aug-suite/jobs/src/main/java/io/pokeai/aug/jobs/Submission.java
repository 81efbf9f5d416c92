package io.pokeai.aug.jobs;

/**
 * What has become of an order.
 *
 * @param job that was made, or that the key belongs to
 * @param outcome which of these
 */
public record Submission(Job job, Outcome outcome) {
    /** What has become of it. */
    public enum Outcome {
        /** A job was made. */
        CREATED,
        /** A job of the same key and the same order is there already; it does the work. */
        ATTACHED,
        /** A job of the same key is there, and its order is another one. Nothing was made. */
        OTHER_ORDER
    }
}
