package io.pokeai.aug.commands.internal.candidates;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Request;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Times of several models on one picture. They take turns, so that whatever else the machine does meets all of them; ratios are made
 * of calls that followed one another.
 *
 * @param millis of each call, by model, in the order of the turns
 */
record LatencyPairs(Map<String, double[]> millis) {
    private static final int WARM_UP = 5;
    private static final int TURNS = 60;
    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * Asks and times.
     *
     * @param crops the picture as each model sees it
     * @throws InterruptedException when it was cancelled
     */
    static LatencyPairs measure(Engine engine, Map<String, Image> crops, BooleanSupplier cancelled)
            throws InterruptedException {
        Map<String, double[]> millis = new LinkedHashMap<>();
        crops.keySet().forEach(model -> millis.put(model, new double[TURNS]));
        for (int turn = -WARM_UP; turn < TURNS; turn++) {
            if (cancelled.getAsBoolean()) {
                throw new InterruptedException("The comparison was stopped.");
            }
            for (Map.Entry<String, Image> each : crops.entrySet()) {
                long start = System.nanoTime();
                engine.classify(Request.of(each.getKey(), each.getValue()));
                long end = System.nanoTime();
                if (turn >= 0) {
                    millis.getOrDefault(each.getKey(), new double[TURNS])[turn] = (end - start) / NANOS_PER_MILLI;
                }
            }
        }
        return new LatencyPairs(millis);
    }

    /** The times of one model. */
    TrialRow.Latency of(String model) {
        double[] sorted = times(model);
        Arrays.sort(sorted);
        return new TrialRow.Latency(quantile(sorted, .5), quantile(sorted, .95), sorted.length);
    }

    /** How many times as fast a model is as another one: the median over the turns. */
    double speed(String model, String baseline) {
        double[] ratios = times(baseline);
        double[] own = times(model);
        for (int turn = 0; turn < ratios.length; turn++) {
            ratios[turn] /= own[turn];
        }
        Arrays.sort(ratios);
        return quantile(ratios, .5);
    }

    private double[] times(String model) {
        return millis.getOrDefault(model, new double[0]).clone();
    }

    /** As NumPy's default: linear between the two neighbours. */
    static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = (int) Math.ceil(at);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** The models, in the order of a turn. */
    List<String> models() {
        return List.copyOf(millis.keySet());
    }
}
