package io.pokeai.service.internal.oip;

import io.pokeai.service.internal.web.HttpFailure;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One input tensor as it was sent.
 *
 * @param shape each dimension at least 0; their product is the number of elements of {@code data}
 * @param contentType the parameter {@code content_type}, empty without one
 */
record InferInput(String name, Datatype datatype, List<Long> shape, String contentType, Data data) {
    InferInput {
        shape = List.copyOf(shape);
    }

    /** A body that is the one tensor of the model and nothing else: its shape follows from the model and the length. */
    static InferInput raw(ByteBuffer body) {
        return new InferInput(ModelTensors.INPUT, Datatype.FP32, List.of(), "", new Binary(body, true));
    }

    boolean isRaw() {
        return data instanceof Binary binary && binary.alone();
    }

    /** The elements, in the form in which they came. */
    sealed interface Data {}

    /** Numbers of JSON, as float32; the array may be longer than their count. */
    static final class Numbers implements Data {
        private final float[] values;
        private final int count;

        Numbers(float[] values, int count) {
            this.values = values;
            this.count = count;
        }

        /** Not copied. */
        float[] values() {
            return values;
        }

        int count() {
            return count;
        }
    }

    /** Texts of JSON. */
    record Texts(List<String> values) implements Data {}

    /**
     * Binary data, little endian; of BYTES, each element behind its length. A view of the body.
     *
     * @param alone whether it is all of the body
     */
    record Binary(ByteBuffer data, boolean alone) implements Data {
        Binary(ByteBuffer data) {
            this(data, false);
        }
    }

    /** Elements of BYTES, in order. Views of the body. */
    record Elements(List<ByteBuffer> values) implements Data {}

    /**
     * The number of elements that a shape has.
     *
     * @throws HttpFailure 400 when it is more than an array can hold
     */
    static long elements(String name, List<Long> shape) {
        long elements = 1;
        for (long dimension : shape) {
            if (dimension != 0 && elements > Integer.MAX_VALUE / dimension) {
                throw HttpFailure.badRequest(
                        "Input '" + name + "' has a shape of too many elements: " + shape + ".", "Send less at once.");
            }
            elements *= dimension;
        }
        return elements;
    }
}
