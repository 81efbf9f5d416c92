package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.api.Batching;
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
    private final CallServices context;
    private final Registry registry;
    private final Predictor predictor;

    SingleCalls(CallServices context, Predictor predictor) {
        this.context = context;
        this.registry = context.registry();
        this.predictor = predictor;
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
        CallWatch watch = new CallWatch(slot.name());
        return CallWatch.over(watch, context.observers(), () -> {
            try (Admission.Ticket ticket = context.admission().admit(slot.name())) {
                Batching batching = registry.batching(slot);
                Call call = new Call(slot, ticket, cropper, key, deadline, watch);
                // A call within other work joins no batch: the batch might need the thread that this work holds.
                return batching.isOff() || context.budget().isHeld() ? call.alone() : call.inBatch(batching);
            }
        });
    }

    static String who(String model) {
        return "The call for model '" + model + "'";
    }

    /** What the parts of one call share. */
    private final class Call {
        private final ModelSlot slot;
        private final Admission.Ticket ticket;
        private final Function<InputSpec, Pixels> cropper;
        private final Optional<String> key;
        private final Deadline deadline;
        private final CallWatch watch;
        private Optional<InputSpec> seenBy = Optional.empty();
        private Optional<Pixels> early = Optional.empty();

        Call(
                ModelSlot slot,
                Admission.Ticket ticket,
                Function<InputSpec, Pixels> cropper,
                Optional<String> key,
                Deadline deadline,
                CallWatch watch) {
            this.slot = slot;
            this.ticket = ticket;
            this.cropper = cropper;
            this.key = key;
            this.deadline = deadline;
            this.watch = watch;
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
            watch.leased(lease);
            Pixels cropped = crop(lease.spec().input());
            requireTime();
            long cropNanos = watch.preprocessNanos();
            Prediction prediction = predictor.predict(lease, cropped, cropNanos);
            Prediction.Timing timing = prediction.timing();
            watch.preprocessed(timing.preprocessNanos() - cropNanos);
            watch.inferred(timing.inferNanos());
            context.observers().inferred(lease, 1, timing.inferNanos());
            ticket.worked(timing.preprocessNanos() + timing.inferNanos());
            return prediction;
        }

        /** The thread is given back when the tensor is filled: a call that waits for its batch occupies none. */
        Prediction inBatch(Batching batching) {
            context.tensors().expect(batching.maxBatch());
            try (Batches.PendingCall pending = context.batches().announce(slot.name())) {
                if (!slot.answers()) {
                    prepareWhileItOpens();
                }
                try (ModelLease lease = registry.lease(slot, key, deadline)) {
                    watch.leased(lease);
                    return predictor.predict(lease, this::normalise, tensor -> {
                        requireTime();
                        BatchEntry.Row row =
                                context.batches().infer(lease, tensor, batching, pending, deadline.end(), watch);
                        ticket.worked(watch.preprocessNanos()
                                + row.inferNanos() / row.scores().count());
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
                watch.preprocessed(System.nanoTime() - started);
                return watch.preprocessNanos();
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
            watch.preprocessed(System.nanoTime() - started);
            return cropped;
        }

        private <T> T onTheBudget(Supplier<T> work) {
            return context.onTheBudget(slot.name(), deadline, watch, work);
        }
    }
}
