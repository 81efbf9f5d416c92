package io.pokeai.aug.jobs;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a job would take, of an order that is only checked.
 *
 * @param cells of the plan; 0 for an evaluation
 * @param pictures of the data set
 * @param answers that it takes
 * @param time at the speed of a probe of five seconds
 * @param reportTime of that, page and plots; zero without them, and for an evaluation, whose page is not estimated
 * @param diskBytes that are kept when it is at its end, at most
 * @param reportBytes of these, page and plots
 * @param meanwhileBytes that it takes beside these while it runs, at most
 * @param detection what a gate between two of its models would be able to see
 */
public record JobEstimate(
        int cells,
        int pictures,
        long answers,
        Duration time,
        Duration reportTime,
        long diskBytes,
        long reportBytes,
        long meanwhileBytes,
        List<Detection> detection) {
    public JobEstimate {
        detection = List.copyOf(detection);
    }

    /**
     * The smallest drops of accuracy that a gate finds with a power of 80 %, as shares.
     *
     * @param discordance share of the pictures that the models answer differently
     * @param mean over all cells; empty when so few pictures show none
     * @param cell of a single cell
     */
    public record Detection(double discordance, OptionalDouble mean, OptionalDouble cell) {}
}
