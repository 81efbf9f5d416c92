package io.pokeai.service.spi;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * A tensor as it was sent.
 *
 * @param datatype as the protocol calls it
 * @param parameters as those of the request
 */
public record TensorInput(
        String name, String datatype, List<Long> shape, Map<String, Object> parameters, Contents contents) {
    public TensorInput {
        shape = List.copyOf(shape);
        parameters = Map.copyOf(parameters);
    }

    /** The elements, in the form in which they came. */
    public sealed interface Contents {}

    /** Little endian, row-major; of BYTES, each element behind its length in 4 bytes. A view of the body. */
    public record Raw(ByteBuffer data) implements Contents {}

    /** Elements of BYTES, in order; views of the body. */
    public record Elements(List<ByteBuffer> values) implements Contents {
        public Elements {
            values = List.copyOf(values);
        }
    }

    /** Numbers, row-major, as float32. <b>Ownership</b> the array is not copied. */
    public static final class Numbers implements Contents {
        private final float[] values;
        private final int count;

        /**
         * @param values at least {@code count}
         * @param count of the elements
         */
        @SuppressWarnings("EI_EXPOSE_REP2")
        public Numbers(float[] values, int count) {
            this.values = values;
            this.count = count;
        }

        /** Perhaps longer than {@link #count}. */
        @SuppressWarnings("EI_EXPOSE_REP")
        public float[] values() {
            return values;
        }

        /** How many elements there are. */
        public int count() {
            return count;
        }
    }
}
