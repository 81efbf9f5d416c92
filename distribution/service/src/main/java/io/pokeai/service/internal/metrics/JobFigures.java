package io.pokeai.service.internal.metrics;

import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How many jobs there are in each state. Whoever runs jobs adds this to the {@link ServiceMetrics}.
 *
 * @param byState a bounded number of states, also those without a job
 */
public record JobFigures(Supplier<Map<String, Long>> byState) implements MetricSource {
    @Override
    public void write(Exposition out) {
        out.family("pokeai_jobs", Exposition.Type.GAUGE, "Jobs by state.");
        byState.get()
                .forEach((state, count) ->
                        out.sample(MetricLabels.of("state", state.toLowerCase(Locale.ROOT)), (double) count));
    }
}
