package io.pokeai.engine.checkpoint.internal.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Which elements of a storage a tensor holds.
 *
 * @param shape sizes, slowest first
 * @param strides elements of the storage from one index to the next, as many as sizes; not negative
 * @param offset of the first element
 * @param elements the product of the sizes
 */
public record View(List<Long> shape, List<Long> strides, long offset, long elements) {
    /** As many dimensions as PyTorch allows. */
    private static final int MOST_DIMENSIONS = 64;

    public View {
        shape = List.copyOf(shape);
        strides = List.copyOf(strides);
    }

    /**
     * A view of a storage with so many elements.
     *
     * @throws IllegalArgumentException when a size is negative or the view reaches outside, saying so
     */
    public static View of(List<Long> shape, List<Long> strides, long offset, long stored) {
        if (shape.size() != strides.size() || shape.size() > MOST_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "a tensor of " + shape.size() + " sizes and " + strides.size() + " strides");
        }
        try {
            long last = offset;
            long product = 1;
            boolean empty = false;
            for (int i = 0; i < shape.size(); i++) {
                long size = shape.get(i);
                if (size < 0 || strides.get(i) < 0 || offset < 0) {
                    throw new IllegalArgumentException("a tensor with a negative size, stride or offset");
                }
                if (size == 0) {
                    empty = true;
                } else {
                    product = Math.multiplyExact(product, size);
                    last = Math.addExact(last, Math.multiplyExact(size - 1, strides.get(i)));
                }
            }
            if (empty ? offset < 0 || offset > stored : last < 0 || last >= stored) {
                throw new IllegalArgumentException(
                        "a tensor that reaches outside its storage of " + stored + " elements");
            }
            return new View(shape, strides, offset, empty ? 0 : product);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a tensor of an impossible size", e);
        }
    }

    /** All of a storage of its own. */
    static View rowMajor(List<Long> shape) {
        List<Long> strides = rowMajorStrides(shape);
        long stored = shape.contains(0L) || shape.isEmpty() ? 1 : Math.multiplyExact(strides.get(0), shape.get(0));
        return of(shape, strides, 0, stored);
    }

    /** Strides of a row-major tensor; PyTorch counts a size of 0 as 1 here. */
    public static List<Long> rowMajorStrides(List<Long> shape) {
        List<Long> strides = new ArrayList<>(shape);
        long stride = 1;
        for (int i = shape.size() - 1; i >= 0; i--) {
            strides.set(i, stride);
            stride = Math.multiplyExact(stride, Math.max(1, shape.get(i)));
        }
        return strides;
    }

    /** Whether the elements lie one after the other in row-major order. */
    boolean isContiguous() {
        long expected = 1;
        for (int i = shape.size() - 1; i >= 0; i--) {
            if (shape.get(i) != 1 && strides.get(i) != expected) {
                return elements == 0;
            }
            expected *= shape.get(i);
        }
        return true;
    }

    /** The index of each element in the storage, in row-major order. */
    void forEach(IntConsumer element) {
        if (elements == 0) {
            return;
        }
        int dimensions = shape.size();
        int inner = dimensions == 0 ? 1 : Math.toIntExact(shape.get(dimensions - 1));
        int step = inner == 1 ? 0 : strides.get(dimensions - 1).intValue();
        long[] index = new long[dimensions];
        long start = offset;
        for (long rows = elements / inner; rows > 0; rows--) {
            int at = (int) start;
            for (int i = 0; i < inner; i++, at += step) {
                element.accept(at);
            }
            for (int d = dimensions - 2; d >= 0; d--) {
                index[d]++;
                start += strides.get(d);
                if (index[d] < shape.get(d)) {
                    break;
                }
                start -= strides.get(d) * shape.get(d);
                index[d] = 0;
            }
        }
    }
}
