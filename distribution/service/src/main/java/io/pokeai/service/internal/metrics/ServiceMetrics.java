package io.pokeai.service.internal.metrics;

import io.pokeai.engine.api.CallObserver;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.Observation;
import io.pokeai.engine.api.ObservedCall;
import io.pokeai.engine.api.ObservedInference;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.service.internal.web.RequestListener;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * All figures of a service, from its beginning on.
 *
 * <p><b>Ownership</b> closing it ends the observation of the engine. <b>Threads</b> safe.
 */
public final class ServiceMetrics implements AutoCloseable {
    private final CallFigures calls = new CallFigures(InstantSource.system());
    private final ChangeFigures changes = new ChangeFigures();
    private final HttpFigures http = new HttpFigures();
    private final List<MetricSource> sources = new CopyOnWriteArrayList<>();
    private final Observation observation;

    private ServiceMetrics(Engine engine) {
        sources.addAll(List.of(calls, changes, http, new ServedModelFigures(engine), ProcessFigures.ofThisProcess()));
        observation = engine.observe(new Observer());
    }

    /** Begins to count. */
    public static ServiceMetrics of(Engine engine) {
        return new ServiceMetrics(engine);
    }

    /** Adds figures, such as those of jobs. */
    public void add(MetricSource source) {
        sources.add(source);
    }

    /** Wants to hear of every request. */
    public RequestListener requests() {
        return http;
    }

    /** What the models have done. */
    public CallFigures calls() {
        return calls;
    }

    /** @param openMetrics whether the text is OpenMetrics, and not Prometheus' own */
    String text(boolean openMetrics) {
        Exposition out = new Exposition(openMetrics);
        sources.forEach(source -> source.write(out));
        return out.end();
    }

    @Override
    public void close() {
        observation.close();
    }

    private final class Observer implements CallObserver {
        @Override
        public void called(ObservedCall call) {
            calls.called(call);
        }

        @Override
        public void inferred(ObservedInference inference) {
            calls.inferred(inference);
        }

        @Override
        public void changed(SwapReport report) {
            changes.add(report);
        }
    }
}
