package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.api.CallObserver;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.Observation;
import io.pokeai.engine.api.ObservedCall;
import io.pokeai.engine.api.ObservedInference;
import io.pokeai.engine.api.SwapReport;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Those who hear of the calls and changes of an engine. An engine without any pays the look at an empty list.
 *
 * <p><b>Threads</b> safe. <b>Errors</b> what an observer throws is logged once, and no call fails for it.
 */
final class Observers {
    private static final System.Logger LOG = System.getLogger(Observers.class.getName());

    private final List<CallObserver> all = new CopyOnWriteArrayList<>();
    private final AtomicBoolean complained = new AtomicBoolean();

    Observation add(CallObserver observer) {
        EngineException.required(observer, "observer");
        // Two observations of the same observer are two: each is ended by itself.
        Entry entry = new Entry(observer);
        all.add(entry);
        return () -> all.remove(entry);
    }

    void called(ObservedCall call) {
        each(observer -> observer.called(call));
    }

    void inferred(ModelLease lease, int pictures, long nanos) {
        if (!all.isEmpty()) {
            ObservedInference inference =
                    new ObservedInference(lease.spec().name(), lease.spec().version(), pictures, nanos);
            each(observer -> observer.inferred(inference));
        }
    }

    void changed(SwapReport report) {
        each(observer -> observer.changed(report));
    }

    private void each(Consumer<CallObserver> news) {
        for (CallObserver observer : all) {
            try {
                news.accept(observer);
            } catch (RuntimeException e) {
                if (complained.compareAndSet(false, true)) {
                    LOG.log(System.Logger.Level.WARNING, "An observer of calls fails; figures are incomplete.", e);
                }
            }
        }
    }

    /** Equal to itself alone. */
    private static final class Entry implements CallObserver {
        private final CallObserver observer;

        Entry(CallObserver observer) {
            this.observer = observer;
        }

        @Override
        public void called(ObservedCall call) {
            observer.called(call);
        }

        @Override
        public void inferred(ObservedInference inference) {
            observer.inferred(inference);
        }

        @Override
        public void changed(SwapReport report) {
            observer.changed(report);
        }
    }
}
