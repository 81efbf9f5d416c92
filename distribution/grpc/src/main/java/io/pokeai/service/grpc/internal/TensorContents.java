package io.pokeai.service.grpc.internal;

import io.pokeai.service.spi.TensorInput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code InferTensorContents}: the elements of a tensor in the field that is there for its data type. Numbers of integer types are
 * counted only: no model here takes them, and a byte would become four.
 *
 * <p><b>Threads</b> confined to one thread.
 */
final class TensorContents {
    private static final int MAX_ELEMENTS = 4096;

    private float[] numbers = new float[0];
    private int count;
    private final List<ByteBuffer> elements = new ArrayList<>();

    /** The one field that has values; empty while none has. */
    private String found = "";

    /** Adds the values of a message. */
    void read(WireReader in) {
        while (in.next()) {
            switch (in.field()) {
                case 1 -> counted(in, "bool_contents");
                case 2 -> counted(in, "int_contents");
                case 3 -> counted(in, "int64_contents");
                case 4 -> counted(in, "uint_contents");
                case 5 -> counted(in, "uint64_contents");
                case 6 -> float32(in.fixedValues(Float.BYTES));
                case 7 -> float64(in.fixedValues(Double.BYTES));
                case 8 -> element(in.part());
                default -> in.skip();
            }
        }
    }

    private void counted(WireReader in, String field) {
        only(field);
        in.numbers(value -> count++);
    }

    private void float32(ByteBuffer values) {
        only("fp32_contents");
        int more = values.remaining() / Float.BYTES;
        grow(more);
        values.asFloatBuffer().get(numbers, count, more);
        count += more;
    }

    /** Rounded to float32. */
    private void float64(ByteBuffer values) {
        only("fp64_contents");
        grow(values.remaining() / Double.BYTES);
        while (values.hasRemaining()) {
            numbers[count++] = (float) values.getDouble();
        }
    }

    private void element(ByteBuffer value) {
        only("bytes_contents");
        if (elements.size() == MAX_ELEMENTS) {
            throw Refusals.badRequest("An input has more than " + MAX_ELEMENTS + " elements of BYTES.", "Send fewer.");
        }
        elements.add(value);
    }

    private void grow(int more) {
        if (count + more > numbers.length) {
            // Packed values come at once, others one by one.
            numbers = Arrays.copyOf(numbers, count == 0 ? more : Math.max(count + more, 2 * count));
        }
    }

    private void only(String field) {
        if (!found.isEmpty() && !found.equals(field)) {
            throw Refusals.badRequest("An input has both '" + found + "' and '" + field + "'.", "Fill one of them.");
        }
        found = field;
    }

    /**
     * The elements of an input of a data type.
     *
     * @throws RuntimeException 400 when they are in the field of another type
     */
    TensorInput.Contents of(String input, String datatype) {
        String wanted = switch (datatype) {
            case "BOOL" -> "bool_contents";
            case "INT8", "INT16", "INT32" -> "int_contents";
            case "INT64" -> "int64_contents";
            case "UINT8", "UINT16", "UINT32" -> "uint_contents";
            case "UINT64" -> "uint64_contents";
            case "FP32" -> "fp32_contents";
            case "FP64" -> "fp64_contents";
            case "BYTES" -> "bytes_contents";
            case "FP16", "BF16" -> "raw_input_contents";
            default -> found;
        };
        if (!found.isEmpty() && !found.equals(wanted)) {
            throw Refusals.badRequest(
                    "Input '" + input + "' is " + datatype + ", and its data is in '" + found + "'.",
                    "Send it in '" + wanted + "'.");
        }
        return found.equals("bytes_contents") || datatype.equals("BYTES")
                ? new TensorInput.Elements(elements)
                : new TensorInput.Numbers(numbers, count);
    }
}
