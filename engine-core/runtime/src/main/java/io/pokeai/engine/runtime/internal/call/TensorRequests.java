package io.pokeai.engine.runtime.internal.call;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Interrupts;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.TensorAnswer;
import io.pokeai.engine.api.TensorRequest;
import io.pokeai.engine.runtime.internal.lifecycle.ModelSlot;
import io.pokeai.engine.runtime.internal.threads.Deadline;
import io.pokeai.engine.runtime.internal.threads.Deadlines;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls for pictures that are ready for the model. They are admitted, wait and are batched as {@link SingleCalls} are.
 *
 * <p><b>Threads</b> safe; all work is done on callers' threads. <b>Memory</b> a tensor is borrowed when there is a thread for it, or,
 * of one picture, when it waits for its batch.
 */
final class TensorRequests {
    private final CallServices context;

    TensorRequests(CallServices context) {
        this.context = context;
    }

    /** @param deadline bounds all waiting; work that has not begun by then is not begun */
    TensorAnswer answer(TensorRequest request, Deadline deadline) {
        return Deadlines.cancellable(SingleCalls.who(request.model()), () -> {
            ModelSlot slot = context.registry().known(request.model(), deadline);
            CallWatch watch = new CallWatch(slot.name());
            return CallWatch.over(watch, context.observers(), () -> {
                try (Admission.Ticket ticket = context.admission().admit(slot.name())) {
                    return new Call(slot, ticket, request, deadline, watch).answer();
                }
            });
        });
    }

    /** What the parts of one call share. */
    private final class Call {
        private final ModelSlot slot;
        private final Admission.Ticket ticket;
        private final TensorRequest request;
        private final Deadline deadline;
        private final CallWatch watch;

        Call(ModelSlot slot, Admission.Ticket ticket, TensorRequest request, Deadline deadline, CallWatch watch) {
            this.slot = slot;
            this.ticket = ticket;
            this.request = request;
            this.deadline = deadline;
            this.watch = watch;
        }

        TensorAnswer answer() {
            Batching batching = context.registry().batching(slot);
            if (!batching.isOff() && !context.budget().isHeld()) {
                try (Batches.PendingCall pending = context.batches().announce(slot.name());
                        ModelLease lease = lease()) {
                    int pictures = pictures(lease);
                    if (pictures == 1) {
                        return inBatch(lease, batching, pending);
                    }
                }
            } else if (!slot.answers()) {
                try (ModelLease lease = lease()) { // opened without a thread of the budget
                    return context.onTheBudget(slot.name(), deadline, watch, () -> alone(lease));
                }
            }
            return context.onTheBudget(slot.name(), deadline, watch, () -> {
                try (ModelLease lease = lease()) {
                    return alone(lease);
                }
            });
        }

        @MustBeClosed
        private ModelLease lease() {
            return context.registry().lease(slot, request.caller(), deadline);
        }

        private int pictures(ModelLease lease) {
            watch.leased(lease);
            int pictures = request.tensor().pictures(lease.spec());
            if (pictures < 1) {
                throw EngineException.invalidArgument(
                        "A tensor must have at least 1 picture, got " + pictures + ".", "Send [n, 3, height, width].");
            }
            watch.asks(pictures);
            return pictures;
        }

        private TensorAnswer inBatch(ModelLease lease, Batching batching, Batches.PendingCall pending) {
            context.tensors().expect(batching.maxBatch());
            ImageTensor tensor = borrow(lease, 1);
            try {
                fill(tensor, 0);
                requireTime();
                BatchEntry.Row row = context.batches().infer(lease, tensor, batching, pending, deadline.end(), watch);
                ticket.worked(row.inferNanos() / row.scores().count());
                Answer answer = new Answer(lease);
                answer.add(row.scores(), row.index(), 1);
                return answer.complete();
            } finally {
                context.tensors().giveBack(tensor);
            }
        }

        private TensorAnswer alone(ModelLease lease) {
            int pictures = pictures(lease);
            int batch = Math.min(pictures, lease.maxBatch());
            ImageTensor tensor = borrow(lease, batch);
            try {
                Answer answer = new Answer(lease);
                for (int from = 0; from < pictures; from += batch) {
                    requireTime();
                    ImageTensor part = tensor.slice(0, Math.min(batch, pictures - from));
                    fill(part, from);
                    long started = System.nanoTime();
                    Scores scores = lease.infer(part);
                    long nanos = System.nanoTime() - started;
                    watch.inferred(nanos);
                    context.observers().inferred(lease, part.count(), nanos);
                    answer.add(scores, 0, part.count());
                }
                ticket.worked(watch.preprocessNanos() + watch.inferNanos());
                return answer.complete();
            } finally {
                context.tensors().giveBack(tensor);
            }
        }

        private ImageTensor borrow(ModelLease lease, int pictures) {
            InputSpec input = lease.spec().input();
            return context.tensors().borrow(pictures, input.height(), input.width());
        }

        private void fill(ImageTensor part, int from) {
            long started = System.nanoTime();
            request.tensor().write(from, part.data());
            watch.preprocessed(System.nanoTime() - started);
        }

        private void requireTime() {
            Interrupts.check(SingleCalls.who(slot.name()));
            deadline.require(slot.name(), "the model was asked");
        }

        /** The rows of the batches, in the order of the pictures. */
        private final class Answer {
            private final ModelLease lease;
            private final List<float[]> scores = new ArrayList<>();
            private final List<float[]> probabilities = new ArrayList<>();
            private ScoreKind kind = ScoreKind.LOGITS;

            Answer(ModelLease lease) {
                this.lease = lease;
            }

            void add(Scores batch, int from, int count) {
                kind = batch.kind();
                for (int row = from; row < from + count; row++) {
                    scores.add(batch.row(row));
                    probabilities.add(batch.probabilities(row));
                }
            }

            TensorAnswer complete() {
                return new TensorAnswer(
                        lease.spec(),
                        lease.device(),
                        kind,
                        scores,
                        probabilities,
                        new Prediction.Timing(watch.preprocessNanos(), watch.inferNanos()));
            }
        }
    }
}
