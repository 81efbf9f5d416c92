package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.internal.pickle.PickleWriter;
import io.pokeai.engine.checkpoint.internal.tensor.View;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** A state dict as {@code torch.save} pickles it, each tensor with a storage of its own; keys count from 0. */
public final class StateDictPickle {
    private StateDictPickle() {}

    /** The content of {@code data.pkl}. */
    public static ByteBuffer of(StateDict tensors) {
        PickleWriter pickle = new PickleWriter();
        emptyOrderedDict(pickle);
        if (!tensors.tensors().isEmpty()) {
            pickle.mark();
            int key = 0;
            for (Map.Entry<String, Tensor> named : tensors.tensors().entrySet()) {
                pickle.text(named.getKey());
                tensor(pickle, named.getValue(), key++);
            }
            pickle.setItems();
        }
        return pickle.finish();
    }

    private static void tensor(PickleWriter pickle, Tensor tensor, int key) {
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

    private static void emptyOrderedDict(PickleWriter pickle) {
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
