package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.internal.pickle.PickleWriter;
import io.pokeai.engine.checkpoint.internal.tensor.View;
import java.util.List;

/** Tensors as {@code torch.save} pickles them: a call that makes one of a storage, which is named by its key. */
final class TensorPickle {
    private TensorPickle() {}

    /** A row-major tensor that fills a storage of its own. */
    static void tensor(PickleWriter pickle, Tensor tensor, int key) {
        pickle.global("torch._utils", "_rebuild_tensor_v2").mark();
        pickle.mark().text("storage").global("torch", storageClass(tensor.dtype()));
        pickle.text(Integer.toString(key))
                .text("cpu")
                .integer(tensor.elements())
                .tuple()
                .persistentId();
        pickle.integer(0);
        integers(pickle, tensor.shape());
        integers(pickle, View.rowMajorStrides(tensor.shape()));
        pickle.no();
        emptyOrderedDict(pickle);
        pickle.tuple().call();
    }

    /** The same as a parameter that needs no gradient. */
    static void parameter(PickleWriter pickle, Tensor tensor, int key) {
        pickle.global("torch._utils", "_rebuild_parameter").mark();
        tensor(pickle, tensor, key);
        pickle.no();
        emptyOrderedDict(pickle);
        pickle.tuple().call();
    }

    static void emptyOrderedDict(PickleWriter pickle) {
        pickle.global("collections", "OrderedDict").emptyTuple().call();
    }

    private static void integers(PickleWriter pickle, List<Long> values) {
        pickle.mark();
        values.forEach(pickle::integer);
        pickle.tuple();
    }

    private static String storageClass(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> "FloatStorage";
            case FLOAT64 -> "DoubleStorage";
            case FLOAT16 -> "HalfStorage";
            case BFLOAT16 -> "BFloat16Storage";
            case INT64 -> "LongStorage";
            case INT32 -> "IntStorage";
            case INT16 -> "ShortStorage";
            case INT8 -> "CharStorage";
            case UINT8 -> "ByteStorage";
            case BOOL -> "BoolStorage";
        };
    }
}
