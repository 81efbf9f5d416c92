package io.pokeai.engine.api;

import java.util.List;
import java.util.Optional;

/**
 * The state of a name between changes.
 *
 * @param model as the registry lists it
 * @param current what answers, if anything does
 * @param trial the canary or shadow, if there is one
 * @param previous what {@link ModelControl#rollback} would put back; empty when nothing else has answered in this process,
 *     and after a roll-back
 * @param pinned whether people have chosen other files or another back end than the artifacts folder would give
 * @param waiting changes that wait for their turn or are under way
 * @param leaving generations that still have callers, or hang, in the form {@code resnet18@3: 2 leases}
 * @param batching what counts for single calls of this name now
 */
public record SwapStatus(
        ModelStatus model,
        Optional<SwapReport.Version> current,
        Optional<Trial> trial,
        Optional<SwapReport.Version> previous,
        boolean pinned,
        int waiting,
        List<String> leaving,
        Batching batching) {

    public SwapStatus {
        leaving = List.copyOf(leaving);
    }

    /**
     * A second generation that is open beside the one that answers.
     *
     * @param version what it is
     * @param weight the part of the callers that it answers; 0 for a shadow
     * @param calls that it answered
     * @param failures calls that it failed
     * @param comparison with what answers; empty for a canary
     */
    public record Trial(
            SwapReport.Version version, double weight, long calls, long failures, Optional<ShadowReport> comparison) {}
}
