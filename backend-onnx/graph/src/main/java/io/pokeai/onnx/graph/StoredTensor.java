package io.pokeai.onnx.graph;

import java.util.List;
import java.util.Optional;

/**
 * What a file says about a constant tensor.
 *
 * @param type its number in the file
 * @param shape as written, not checked
 * @param storedElements how many values the typed fields hold; empty when the data is raw
 * @param rawBytes how many raw bytes there are; empty when there are none
 * @param location the file that the data lies in; empty when it is here
 * @param integers its values, when they are few and int64
 * @param numbers its values, when they are few and float32 or float64
 */
record StoredTensor(
        String name,
        int type,
        List<Long> shape,
        Optional<Long> storedElements,
        Optional<Long> rawBytes,
        Optional<String> location,
        List<Long> integers,
        List<Double> numbers) {

    /** A short list that a node holds. */
    static StoredTensor ofIntegers(List<Long> integers) {
        return new StoredTensor(
                "",
                ElementType.INT64.number(),
                List.of((long) integers.size()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                integers,
                List.of());
    }

    /** A number or a short list of them that a node holds. */
    static StoredTensor ofNumbers(List<Double> numbers) {
        return new StoredTensor(
                "",
                ElementType.FLOAT.number(),
                List.of((long) numbers.size()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                numbers);
    }

    /** Name, type and shape, without the data. */
    TensorType toType() {
        return new TensorType(
                name,
                ElementType.of(type),
                Optional.of(shape.stream().map(Dimension::of).toList()));
    }

    /** The number of elements; {@link Long#MAX_VALUE} for more than that, -1 for a negative axis. */
    long elements() {
        return ConstantSizes.product(shape);
    }

    /** Holds the declared size against the data that is there. */
    void requireWhole() throws MalformedException {
        ElementType element = ElementType.of(type)
                .orElseThrow(() -> new MalformedException("has tensor '" + MessageText.of(name) + "' of element type "
                        + type + ", which ONNX does not know"));
        long elements = elements();
        if (elements < 0 || elements > OnnxHeader.MAX_FILE_BYTES * Byte.SIZE) {
            throw new MalformedException("has tensor '" + MessageText.of(name) + "' of shape "
                    + MessageText.of(shape.toString()) + ", which cannot be");
        }
        if (location.isPresent() || element == ElementType.STRING) {
            return;
        }
        if (rawBytes.isPresent()) {
            long bytes = (elements * element.bits() + Byte.SIZE - 1) / Byte.SIZE;
            if (rawBytes.get() != bytes) {
                throw new MalformedException("has tensor '" + MessageText.of(name) + "' of shape "
                        + MessageText.of(shape.toString()) + " with " + rawBytes.get() + " bytes instead of " + bytes);
            }
        } else {
            requireStored(element, elements);
        }
    }

    private void requireStored(ElementType element, long elements) throws MalformedException {
        // Complex numbers are two values each; types below a byte share one.
        long values = element == ElementType.COMPLEX64 || element == ElementType.COMPLEX128 ? 2 * elements : elements;
        boolean shared = element.bits() < Byte.SIZE;
        long found = storedElements.orElse(0L);
        if (shared ? found > values : found != values) {
            throw new MalformedException("has tensor '" + MessageText.of(name) + "' of shape "
                    + MessageText.of(shape.toString()) + " with " + found + " values instead of " + values);
        }
    }
}
