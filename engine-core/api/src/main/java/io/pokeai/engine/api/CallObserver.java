package io.pokeai.engine.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears what an engine does, for metrics and statistics: see {@link io.pokeai.engine.api.Engine#observe}.
 *
 * <p><b>Threads</b> called by the threads of the callers, many at once, between a caller and its answer: it has to be quick, and
 * must not wait. What it throws is logged once and passed over.
 */
@ConsumerType
public interface CallObserver {
    /** A call has ended, answered or not. */
    void called(ObservedCall call);

    /** A model has run over a batch. Runs of warm-ups, certificates and shadows, and those of leases, are not reported. */
    void inferred(ObservedInference inference);

    /** A name was changed, by people or by the engine itself, or the change has failed. */
    void changed(SwapReport report);
}
