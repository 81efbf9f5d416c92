package io.pokeai.service.internal.metrics;

import io.pokeai.engine.api.SwapReport;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How names were changed: by name, operation and outcome.
 *
 * <p><b>Memory</b> bounded as {@link CallFigures} is. <b>Threads</b> safe.
 */
final class ChangeFigures implements MetricSource {
    private final Map<String, Figures> byModel = new ConcurrentSkipListMap<>();

    /** Of one name. */
    private static final class Figures {
        private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();
        private final Histogram seconds = new Histogram(Histogram.SECONDS);
    }

    void add(SwapReport report) {
        String model = byModel.containsKey(report.model()) || byModel.size() < CallFigures.MODELS
                ? report.model()
                : CallFigures.OTHERS;
        Figures figures = byModel.computeIfAbsent(model, name -> new Figures());
        String operation = report.operation().name().toLowerCase(Locale.ROOT);
        String outcome = report.outcome().name().toLowerCase(Locale.ROOT);
        figures.outcomes
                .computeIfAbsent(operation + ' ' + outcome, key -> new LongAdder())
                .increment();
        if (report.outcome() == SwapReport.Outcome.DONE) {
            Duration took = report.steps().stream().map(SwapReport.Step::took).reduce(Duration.ZERO, Duration::plus);
            figures.seconds.observeNanos(took.toNanos());
        }
    }

    @Override
    public void write(Exposition out) {
        out.family(
                "pokeai_changes",
                Exposition.Type.COUNTER,
                "Changes of what answers for a name, such as swaps, by operation and outcome.");
        byModel.forEach((model, figures) -> figures.outcomes.forEach((key, count) -> {
            int blank = key.indexOf(' ');
            out.sample(
                    MetricLabels.model(model)
                            .and("operation", key.substring(0, blank))
                            .and("outcome", key.substring(blank + 1)),
                    (double) count.sum());
        }));
        out.family(
                "pokeai_change_duration_seconds",
                Exposition.Type.HISTOGRAM,
                "All steps of a change that was done: open, warm up, compare, drain.");
        byModel.forEach((model, figures) -> {
            Histogram.Snapshot snapshot = figures.seconds.snapshot();
            if (snapshot.count() > 0) {
                out.sample(MetricLabels.model(model), snapshot);
            }
        });
    }
}
