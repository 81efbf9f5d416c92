package io.pokeai.service.internal.oip;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.TensorAnswer;
import io.pokeai.engine.api.TensorRequest;
import io.pokeai.engine.api.TensorSource;
import io.pokeai.service.internal.web.CallTerms;
import io.pokeai.service.internal.web.HttpFailure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Asks a model about a tensor that the client has made ready: {@code [n, 3, height, width]}, normalised as the model wants it.
 *
 * <p><b>Threads</b> safe.
 */
final class TensorInference {
    private static final int CHANNELS = 3;
    private static final int DIMENSIONS = 4;

    private final Engine engine;
    private final int mostPictures;

    /** @param mostPictures of one tensor */
    TensorInference(Engine engine, int mostPictures) {
        this.engine = engine;
        this.mostPictures = mostPictures;
    }

    ModelAnswer answer(String model, InferInput input, CallTerms terms) {
        TensorAnswer answer = engine.infer(terms.on(TensorRequest.of(model, new Sent(input))));
        if (!answer.isFinite()) {
            throw HttpFailure.badRequest(
                    "Model '" + model + "' has no finite answer to input '" + input.name() + "'.",
                    "Send finite numbers, normalised as the model was trained to see them.");
        }
        return ModelAnswer.of(answer);
    }

    /** A tensor as it was sent, held to the model that answers. */
    private final class Sent implements TensorSource {
        private final InferInput input;
        private int pictureSize;

        Sent(InferInput input) {
            this.input = input;
        }

        @Override
        public int pictures(ModelSpec model) {
            InputSpec spec = model.input();
            pictureSize = CHANNELS * spec.height() * spec.width();
            return input.isRaw() ? ofRaw(model.name()) : ofShape(model.name(), spec);
        }

        private int ofShape(String model, InputSpec spec) {
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
                        "Send [n, 3, " + spec.height() + ", " + spec.width() + "] with n from 1 to " + mostPictures
                                + ".");
            }
            return shape.get(0).intValue();
        }

        private int ofRaw(String model) {
            int bytes = input.data() instanceof InferInput.Binary binary
                    ? binary.data().remaining()
                    : 0;
            int one = pictureSize * Float.BYTES;
            if (bytes == 0 || bytes % one != 0 || bytes / one > mostPictures) {
                throw HttpFailure.badRequest(
                        "A body of a tensor alone has " + bytes + " bytes, and a picture of model '" + model + "' has "
                                + one + ".",
                        "Send 1 to " + mostPictures + " pictures of FP32, or a JSON object before the data.");
            }
            return bytes / one;
        }

        @Override
        public void write(int first, FloatBuffer target) {
            int from = first * pictureSize;
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
    }
}
