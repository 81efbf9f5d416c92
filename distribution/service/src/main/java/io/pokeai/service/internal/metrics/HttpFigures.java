package io.pokeai.service.internal.metrics;

import io.pokeai.service.internal.web.RequestListener;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The requests of both ports. <b>Threads</b> safe. */
final class HttpFigures implements RequestListener, MetricSource {
    private static final int CLIENT_ERROR = 400;
    private static final int OVERLOADED_STATUS = 429;
    private static final int SERVER_ERROR = 500;

    private final Map<Outcome, LongAdder> counts = new EnumMap<>(Outcome.class);
    private final Histogram seconds = new Histogram(Histogram.SECONDS);

    HttpFigures() {
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, new LongAdder());
        }
    }

    /** Few enough to be looked at. */
    private enum Outcome {
        OK,
        CLIENT_ERROR,
        OVERLOADED,
        SERVER_ERROR;

        static Outcome of(int status) {
            if (status == OVERLOADED_STATUS) {
                return OVERLOADED;
            }
            return status >= HttpFigures.SERVER_ERROR
                    ? SERVER_ERROR
                    : status >= HttpFigures.CLIENT_ERROR ? CLIENT_ERROR : OK;
        }
    }

    @Override
    public void answered(int status, long nanos) {
        counts.getOrDefault(Outcome.of(status), new LongAdder()).increment();
        seconds.observeNanos(nanos);
    }

    @Override
    public void write(Exposition out) {
        out.family("pokeai_http_requests", Exposition.Type.COUNTER, "Requests that were answered, by outcome.");
        counts.forEach((outcome, count) ->
                out.sample(MetricLabels.of("outcome", outcome.name().toLowerCase(Locale.ROOT)), (double) count.sum()));
        out.family(
                "pokeai_http_request_duration_seconds",
                Exposition.Type.HISTOGRAM,
                "A request from its head to the end of the response.");
        out.sample(MetricLabels.NONE, seconds.snapshot());
    }
}
