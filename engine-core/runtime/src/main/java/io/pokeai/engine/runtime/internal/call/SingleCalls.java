package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Interrupts;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.runtime.internal.lifecycle.ModelSlot;
import io.pokeai.engine.runtime.internal.lifecycle.Registry;
import io.pokeai.engine.runtime.internal.threads.Deadline;
import io.pokeai.engine.runtime.internal.threads.Deadlines;
import io.pokeai.engine.runtime.internal.threads.ThreadBudget;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Calls for one picture: each is admitted, gets a thread of the budget, and is inferred alone or in a batch.
 *
 * <p><b>Threads</b> safe; all work is done on callers' threads. <b>Memory</b> nothing is allocated for a picture before there
 * is a thread for it, except where batching is on: then a normalised picture waits for its batch.
 */
final class SingleCalls {
    private final Registry registry;
    private final ThreadBudget budget;
    private final Admission admission;
    private final Predictor predictor;
    private final TensorPool tensors;
    private final Batches batches;

    SingleCalls(
            EngineSettings settings, Registry registry, ThreadBudget budget, Predictor predictor, TensorPool tensors) {
        this.registry = registry;
        this.budget = budget;
        this.admission = new Admission(settings.serving(), settings.threads());
        this.predictor = predictor;
        this.tensors = tensors;
        this.batches = new Batches(budget, tensors);
    }

    /**
     * Answers for one picture.
     *
     * @param cropper makes what a model of an input spec sees of the picture
     * @param key of the caller, if that is known
     * @param deadline bounds all waiting; work that has not begun by then is not begun
     */
    Prediction classify(String model, Function<InputSpec, Pixels> cropper, Optional<String> key, Deadline deadline) {
        return Deadlines.cancellable(who(model), () -> answer(model, cropper, key, deadline));
    }

    private Prediction answer(
            String model, Function<InputSpec, Pixels> cropper, Optional<String> key, Deadline deadline) {
        ModelSlot slot = registry.known(model, deadline);
        try (Admission.Ticket ticket = admission.admit(slot.name())) {
            Batching batching = registry.batching(slot);
            Call call = new Call(slot, ticket, cropper, key, deadline);
            // A call within other work joins no batch: the batch might need the thread that this work holds.
            return batching.isOff() || budget.isHeld() ? call.alone() : call.inBatch(batching);
        }
    }

    private static String who(String model) {
        return "The call for model '" + model + "'";
    }

    /** Admits no call any more; batches are run with the entries that they have. */
    void close() {
        admission.close();
        batches.close();
    }

    /** Calls that were admitted and have not ended. */
    int inFlight() {
        return admission.inFlight();
    }

    /** Batches that can still be joined. */
    int openBatches() {
        return batches.size();
    }

    /** What the parts of one call share. */
    private final class Call {
        private final ModelSlot slot;
        private final Admission.Ticket ticket;
        private final Function<InputSpec, Pixels> cropper;
        private final Optional<String> key;
        private final Deadline deadline;
        private Optional<InputSpec> seenBy = Optional.empty();
        private Optional<Pixels> early = Optional.empty();
        private long nanos;

        Call(
                ModelSlot slot,
                Admission.Ticket ticket,
                Function<InputSpec, Pixels> cropper,
                Optional<String> key,
                Deadline deadline) {
            this.slot = slot;
            this.ticket = ticket;
            this.cropper = cropper;
            this.key = key;
            this.deadline = deadline;
        }

        /** The lease is taken when there is a thread, not before: a queue must not keep a generation from being closed. */
        Prediction alone() {
            if (!slot.answers()) {
                prepareWhileItOpens();
                try (ModelLease lease = registry.lease(slot, key, deadline)) {
                    return onTheBudget(() -> predict(lease));
                }
            }
            return onTheBudget(() -> {
                try (ModelLease lease = registry.lease(slot, key, deadline)) {
                    return predict(lease);
                }
            });
        }

        private Prediction predict(ModelLease lease) {
            Pixels cropped = crop(lease.spec().input());
            requireTime();
            Prediction prediction = predictor.predict(lease, cropped, nanos);
            ticket.worked(
                    prediction.timing().preprocessNanos() + prediction.timing().inferNanos());
            return prediction;
        }

        /** The thread is given back when the tensor is filled: a call that waits for its batch occupies none. */
        Prediction inBatch(Batching batching) {
            tensors.expect(batching.maxBatch());
            try (Batches.PendingCall pending = batches.announce(slot.name())) {
                if (!slot.answers()) {
                    prepareWhileItOpens();
                }
                try (ModelLease lease = registry.lease(slot, key, deadline)) {
                    return predictor.predict(lease, this::normalise, tensor -> {
                        requireTime();
                        BatchEntry.Row row = batches.infer(lease, tensor, batching, pending, deadline.end());
                        ticket.worked(nanos + row.inferNanos() / row.scores().count());
                        return row;
                    });
                }
            }
        }

        private long normalise(InputSpec spec, ImageTensor target) {
            return onTheBudget(() -> {
                Pixels cropped = crop(spec);
                long started = System.nanoTime();
                predictor.normalise(cropped, spec, target.picture(0));
                nanos += System.nanoTime() - started;
                return nanos;
            });
        }

        /** The first call for a model opens it; the picture is prepared meanwhile. */
        private void prepareWhileItOpens() {
            Optional<ModelSpec> announced = slot.announce();
            if (announced.isPresent()) {
                InputSpec spec = announced.get().input();
                early = Optional.of(onTheBudget(() -> crop(spec)));
                seenBy = Optional.of(spec);
                requireTime();
            }
        }

        /** Asked between decoding and inference: neither of them can be interrupted. */
        private void requireTime() {
            Interrupts.check(who(slot.name()));
            deadline.require(slot.name(), "the model was asked");
        }

        private Pixels crop(InputSpec spec) {
            if (early.isPresent() && seenBy.filter(spec::equals).isPresent()) {
                return early.get();
            }
            long started = System.nanoTime();
            Pixels cropped = cropper.apply(spec);
            nanos += System.nanoTime() - started;
            return cropped;
        }

        private <T> T onTheBudget(Supplier<T> work) {
            return budget.run(slot.name(), deadline.end(), () -> {
                admission.requireOpen(); // the engine may have been closed while this call waited
                return work.get();
            });
        }
    }
}
