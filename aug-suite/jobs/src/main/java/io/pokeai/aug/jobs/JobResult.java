package io.pokeai.aug.jobs;

import java.util.Optional;

/**
 * What a job that has succeeded found.
 *
 * @param sentence for people
 * @param leftOut rows of the data set that some figure does not count
 * @param gate what the gate says, if the order has one
 */
public record JobResult(String sentence, int leftOut, Optional<Verdict> gate) {
    /**
     * What a gate says.
     *
     * @param outcome {@code PASS}, {@code FAIL} or {@code INCONCLUSIVE}
     * @param sentence why
     */
    public record Verdict(String outcome, String sentence) {}
}
