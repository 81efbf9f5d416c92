package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.internal.pickle.Global;
import io.pokeai.engine.checkpoint.internal.pickle.PyTuple;
import io.pokeai.engine.checkpoint.internal.pickle.UnfitException;
import io.pokeai.engine.checkpoint.internal.tensor.Storage;
import io.pokeai.engine.checkpoint.internal.tensor.StridedTensor;
import io.pokeai.engine.checkpoint.internal.tensor.View;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls that make tensors.
 *
 * <p><b>Source</b> PyTorch 2.13, {@code torch/_utils.py} and {@code torch/_tensor.py}.
 */
final class TensorCalls {
    /** Expanded and overlapping views take more when they are used than their file: this often, and so much more. */
    private static final long BYTES_PER_FILE_BYTE = 8;

    private static final long MORE_BYTES = 16 << 20;

    private final long mostBytes;
    private long bytes;

    TensorCalls(long fileBytes) {
        this.mostBytes = fileBytes * BYTES_PER_FILE_BYTE + MORE_BYTES;
    }

    /** {@code _rebuild_tensor(storage, offset, size, stride)}; version 2 adds {@code requires_grad, hooks, metadata}. */
    Tensor tensor(PyTuple arguments) throws UnfitException {
        if (arguments.size() < 4 || arguments.size() > 7) {
            throw UnfitException.damaged("a tensor made from " + arguments.size() + " values");
        }
        if (!(arguments.get(0) instanceof Storage storage)) {
            throw UnfitException.damaged("a tensor without a storage");
        }
        if (!(arguments.get(1) instanceof Long offset)) {
            throw UnfitException.damaged("a tensor whose offset is not an integer");
        }
        View view;
        try {
            view = View.of(integers(arguments.get(2)), integers(arguments.get(3)), offset, storage.elements());
        } catch (IllegalArgumentException e) {
            throw UnfitException.damaged(String.valueOf(e.getMessage()));
        }
        // The product cannot overflow: a tensor has at most 2^63 elements only where each takes part in the limit.
        if (view.elements() > mostBytes
                || (bytes += view.elements() * storage.dtype().bytes()) > mostBytes) {
            throw UnfitException.tooMuch("tensors of more than " + mostBytes + " bytes from a much smaller file");
        }
        return new StridedTensor(storage, view);
    }

    /** {@code _rebuild_parameter(data, requires_grad, hooks[, state])} and {@code Parameter(data, requires_grad)}. */
    static Tensor parameter(PyTuple arguments) throws UnfitException {
        if (arguments.size() >= 1 && arguments.size() <= 4 && arguments.get(0) instanceof Tensor tensor) {
            return tensor;
        }
        throw UnfitException.damaged("a parameter without a tensor");
    }

    /** {@code _rebuild_from_type_v2(function, type, arguments, state)}: a tensor with attributes. */
    static Object fromType(PyTuple arguments) throws UnfitException {
        if (arguments.size() == 4
                && arguments.get(0) instanceof Function function
                && arguments.get(2) instanceof PyTuple inner
                && arguments.get(1) instanceof Global) {
            Object made = function.call(inner);
            if (made instanceof Tensor) {
                return made;
            }
        }
        throw UnfitException.damaged("a tensor with attributes that is not a tensor");
    }

    private static List<Long> integers(Object value) throws UnfitException {
        if (!(value instanceof PyTuple tuple)) {
            throw UnfitException.damaged("a tensor whose size or stride is not a tuple");
        }
        List<Long> integers = new ArrayList<>(Math.min(tuple.size(), 64));
        for (Object item : tuple.items()) {
            if (!(item instanceof Long integer)) {
                throw UnfitException.damaged("a tensor whose sizes or strides are not integers");
            }
            integers.add(integer);
        }
        return integers;
    }
}
