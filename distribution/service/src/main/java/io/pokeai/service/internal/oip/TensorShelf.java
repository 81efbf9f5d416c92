package io.pokeai.service.internal.oip;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.InputSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Tensors that were used and may be used again: direct memory is slow to get, and slow to go.
 *
 * <p><b>Threads</b> safe; each tensor belongs to one request at a time.
 */
final class TensorShelf {
    private final int most;

    @GuardedBy("this")
    private final Deque<ImageTensor> kept = new ArrayDeque<>();

    /** @param most tensors that are kept */
    TensorShelf(int most) {
        this.most = most;
    }

    /** A tensor for at least so many pictures, with any content. */
    ImageTensor take(int pictures, InputSpec spec) {
        synchronized (this) {
            for (Iterator<ImageTensor> each = kept.iterator(); each.hasNext(); ) {
                ImageTensor tensor = each.next();
                if (tensor.count() >= pictures && tensor.height() == spec.height() && tensor.width() == spec.width()) {
                    each.remove();
                    return tensor;
                }
            }
        }
        return ImageTensor.allocate(pictures, spec);
    }

    /** The newest are kept. */
    synchronized void giveBack(ImageTensor tensor) {
        kept.addFirst(tensor);
        if (kept.size() > most) {
            kept.removeLast();
        }
    }
}
