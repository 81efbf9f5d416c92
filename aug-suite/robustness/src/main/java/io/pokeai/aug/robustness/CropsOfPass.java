package io.pokeai.aug.robustness;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The crops of the pictures that a pass is asking about: each is made once, by whoever needs it first, and kept until its last cell
 * has been made of it.
 *
 * <p><b>Threads</b> safe. Who needs a crop that somebody else is making waits for it.
 */
final class CropsOfPass {
    private final PixelAnswers asked;
    private final LabelledPictures pictures;
    private final InputSpec input;
    private final AtomicIntegerArray uses;
    private final ConcurrentMap<Integer, CompletableFuture<Image>> crops = new ConcurrentHashMap<>();

    /** @param uses how often each picture's crop will be asked for */
    CropsOfPass(PixelAnswers asked, LabelledPictures pictures, InputSpec input, int... uses) {
        this.asked = asked;
        this.pictures = pictures;
        this.input = input;
        this.uses = new AtomicIntegerArray(uses);
    }

    /** @throws EngineException if the picture cannot be cropped; every cell of the picture gets the same error */
    Image of(int picture) {
        CompletableFuture<Image> mine = new CompletableFuture<>();
        CompletableFuture<Image> known = crops.putIfAbsent(picture, mine);
        if (known == null) {
            make(picture, mine);
        }
        try {
            return (known == null ? mine : known).join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof EngineException failure ? failure.again() : EngineException.of(cause);
        } finally {
            if (uses.decrementAndGet(picture) <= 0) {
                crops.remove(picture);
            }
        }
    }

    private void make(int picture, CompletableFuture<Image> crop) {
        try {
            crop.complete(asked.crop(pictures.file(picture), input));
        } catch (RuntimeException | Error e) {
            crop.completeExceptionally(e); // whoever waits for it gets it, and so does this caller
        }
    }

    /** How many are kept now. */
    int kept() {
        return crops.size();
    }
}
