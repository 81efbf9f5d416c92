package io.pokeai.service.internal.oip;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Interrupts;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelRegistry;
import io.pokeai.engine.api.Scores;
import io.pokeai.service.internal.web.CallTerms;
import io.pokeai.service.internal.web.HttpFailure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Asks a model about a tensor that the client has made ready: {@code [n, 3, height, width]}, normalised as the model wants it.
 *
 * <p>The engine admits pictures, and leaves leases to their holders. So as many tensors are inferred at once here as the engine has
 * threads, in the order in which they came.
 *
 * <p><b>Threads</b> safe.
 */
final class TensorInference {
    private static final int CHANNELS = 3;
    private static final int DIMENSIONS = 4;

    private final Engine engine;
    private final Semaphore turns;
    private final TensorShelf shelf;
    private final int mostPictures;
    private final Duration deadline;

    /**
     * @param threads tensors that are inferred at once
     * @param mostPictures of one tensor
     * @param deadline of a call that has none
     */
    TensorInference(Engine engine, int threads, int mostPictures, Duration deadline) {
        this.engine = engine;
        this.turns = new Semaphore(threads, true);
        this.shelf = new TensorShelf(threads);
        this.mostPictures = mostPictures;
        this.deadline = deadline;
    }

    ModelAnswer answer(String model, InferInput input, CallTerms terms) {
        Duration within = terms.deadline().orElse(deadline);
        long end = System.nanoTime() + within.toNanos();
        ModelRegistry models = engine.models().within(within);
        try (ModelLease lease =
                terms.caller().isPresent() ? models.lease(model, terms.caller().get()) : models.lease(model)) {
            int pictures = pictures(input, lease.spec().input(), model);
            awaitTurn(end, model);
            try {
                return new Run(lease, input, pictures).answer();
            } finally {
                turns.release();
            }
        }
    }

    private void awaitTurn(long end, String model) {
        try {
            if (!turns.tryAcquire(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                throw new EngineException(
                        ErrorCode.DEADLINE_EXCEEDED,
                        "Model '" + model + "' did not begin with the tensor in time.",
                        "Allow more time, or send less at once.");
            }
        } catch (InterruptedException e) {
            throw Interrupts.caught("The wait for a thread", e);
        }
    }

    private int pictures(InferInput input, InputSpec spec, String model) {
        List<Long> shape = input.shape();
        if (!input.datatype().isFloatingPoint()) {
            throw HttpFailure.badRequest(
                    "Input '" + input.name() + "' of model '" + model + "' cannot be " + input.datatype() + ".",
                    "Send FP32 of shape [n, 3, " + spec.height() + ", " + spec.width()
                            + "], or encoded pictures as BYTES of shape [n].");
        }
        if (input.data() instanceof InferInput.Texts) {
            throw HttpFailure.badRequest("The data of an " + input.datatype() + " are texts.", "Send numbers.");
        }
        boolean fits = shape.size() == DIMENSIONS
                && shape.get(0) >= 1
                && shape.get(1) == CHANNELS
                && shape.get(2) == spec.height()
                && shape.get(3) == spec.width();
        if (!fits || shape.get(0) > mostPictures) {
            throw HttpFailure.badRequest(
                    "Input '" + input.name() + "' of model '" + model + "' has the shape " + shape + ".",
                    "Send [n, 3, " + spec.height() + ", " + spec.width() + "] with n from 1 to " + mostPictures + ".");
        }
        return shape.get(0).intValue();
    }

    /** One tensor on one lease, in as many batches as the model needs. */
    private final class Run {
        private final ModelLease lease;
        private final InferInput input;
        private final int pictures;

        Run(ModelLease lease, InferInput input, int pictures) {
            this.lease = lease;
            this.input = input;
            this.pictures = pictures;
        }

        ModelAnswer answer() {
            int batch = Math.min(pictures, lease.maxBatch());
            ImageTensor tensor = shelf.take(batch, lease.spec().input());
            try {
                List<Scores> scores = new ArrayList<>();
                for (int from = 0; from < pictures; from += batch) {
                    ImageTensor part = tensor.slice(0, Math.min(batch, pictures - from));
                    fill(part, from * part.pictureSize());
                    scores.add(finite(lease.infer(part)));
                }
                return ModelAnswer.of(
                        lease.spec().name(),
                        lease.spec().version(),
                        lease.spec().labels(),
                        scores);
            } finally {
                shelf.giveBack(tensor);
            }
        }

        private void fill(ImageTensor part, int from) {
            FloatBuffer target = part.data();
            int count = target.remaining();
            if (input.data() instanceof InferInput.Numbers numbers) {
                target.put(numbers.values(), from, count);
            } else if (input.data() instanceof InferInput.Binary binary) {
                int size = input.datatype().bytes();
                ByteBuffer bytes =
                        binary.data().slice(from * size, count * size).order(ByteOrder.LITTLE_ENDIAN);
                if (input.datatype() == Datatype.FP32) {
                    target.put(bytes.asFloatBuffer());
                } else {
                    while (target.hasRemaining()) {
                        target.put(input.datatype().number(bytes));
                    }
                }
            }
        }

        private Scores finite(Scores scores) {
            if (!scores.isFinite()) {
                throw HttpFailure.badRequest(
                        "Model '" + lease.spec().name() + "' has no finite answer to input '" + input.name() + "'.",
                        "Send finite numbers, normalised as the model was trained to see them.");
            }
            return scores;
        }
    }
}
