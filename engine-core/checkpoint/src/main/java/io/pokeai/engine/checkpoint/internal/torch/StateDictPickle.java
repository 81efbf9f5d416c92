package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.internal.pickle.PickleWriter;
import java.nio.ByteBuffer;
import java.util.Map;

/** A state dict as {@code torch.save} pickles it, each tensor with a storage of its own; keys count from 0. */
public final class StateDictPickle {
    private StateDictPickle() {}

    /** The content of {@code data.pkl}. */
    public static ByteBuffer of(StateDict tensors) {
        PickleWriter pickle = new PickleWriter();
        TensorPickle.emptyOrderedDict(pickle);
        if (!tensors.tensors().isEmpty()) {
            pickle.mark();
            int key = 0;
            for (Map.Entry<String, Tensor> named : tensors.tensors().entrySet()) {
                pickle.text(named.getKey());
                TensorPickle.tensor(pickle, named.getValue(), key++);
            }
            pickle.setItems();
        }
        return pickle.finish();
    }
}
