package io.pokeai.djl.training.internal.picture;

import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decoded pictures, kept as long as there is room: every epoch needs all of them again, so that who came first stays.
 *
 * <p><b>Threads</b> safe.
 */
public final class DecodedPictures {
    private final Imaging imaging;
    private final long capacity;
    private final AtomicLong bytes = new AtomicLong();
    private final Map<Decoded, Image> kept = new ConcurrentHashMap<>();

    /** @param capacity bytes of pixels that are kept, at least 0 */
    public DecodedPictures(Imaging imaging, long capacity) {
        this.imaging = imaging;
        this.capacity = capacity;
    }

    private record Decoded(Path file, Decoder decoder) {}

    /** @throws io.pokeai.engine.api.EngineException when the file cannot be read as a picture */
    Image of(Path file, Decoder decoder) {
        Decoded key = new Decoded(file, decoder);
        Image known = kept.get(key);
        if (known != null) {
            return known;
        }
        Image decoded = imaging.decode(file, decoder);
        long size = (long) decoded.width() * decoded.height() * Image.CHANNELS;
        if (bytes.addAndGet(size) <= capacity) {
            kept.put(key, decoded);
        } else {
            bytes.addAndGet(-size);
        }
        return decoded;
    }

    Imaging imaging() {
        return imaging;
    }
}
