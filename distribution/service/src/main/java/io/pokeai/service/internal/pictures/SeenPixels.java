package io.pokeai.service.internal.pictures;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.UnitImage;
import io.pokeai.engine.json.JsonWriter;
import io.pokeai.service.internal.png.FastPng;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The pixels that a model got of one picture: after resize, crop and corruption, before normalisation. They are kept on their way, within
 * the call that answers, and are the very object that goes on to the model.
 *
 * <p>A picture may be cropped twice, when a model is replaced while it opens; the last crop is the one that was asked about. The folds of
 * an ensemble see the same pixels.
 *
 * <p><b>Threads</b> kept by the thread that classifies, written by the one that has the answer.
 */
final class SeenPixels {
    private volatile @Nullable Pixels last;

    /** Remembers them; what is returned is the argument. */
    Pixels keep(Pixels pixels) {
        last = pixels;
        return pixels;
    }

    /**
     * As the field {@code seen}: a list with an object for each input of the model, of which there is one. Floating point is shown
     * rounded to 8 bits.
     */
    void write(JsonWriter json) throws IOException {
        json.beginArray("seen");
        Pixels pixels = last;
        if (pixels != null) {
            Image image = pixels instanceof UnitImage unit ? unit.toImage() : (Image) pixels;
            json.beginObject();
            json.field("width", image.width());
            json.field("height", image.height());
            json.field("png", Base64.getEncoder().encodeToString(FastPng.of(image)));
            json.endObject();
        }
        json.endArray();
    }
}
