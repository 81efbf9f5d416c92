package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads no files: picture {@code 7.png} is grey with the value 7; {@code bad.png} is damaged. */
final class FakeImaging implements Imaging {
    final AtomicInteger crops = new AtomicInteger();

    private volatile Runnable decoding = () -> {};

    /** What reading a picture file does first, from now on. */
    void whenDecoding(Runnable work) {
        decoding = work;
    }

    @Override
    public Imaging limitedTo(long maxPixels) {
        return this;
    }

    @Override
    public Image crop(Path picture, InputSpec spec) {
        crops.incrementAndGet();
        decoding.run();
        String name = String.valueOf(picture.getFileName()).replace(".png", "");
        if (name.equals("bad")) {
            throw new EngineException(ErrorCode.CORRUPT_IMAGE, picture + ": damaged.", "Copy it again.");
        }
        return grey(Integer.parseInt(name), spec);
    }

    @Override
    public Image crop(byte[] encoded, InputSpec spec) {
        return grey(encoded.length, spec);
    }

    @Override
    public Image crop(Image decoded, InputSpec spec) {
        return grey(decoded.sample(0, 0, 0), spec);
    }

    @Override
    public Image decode(Path picture, Decoder decoder) {
        throw new UnsupportedOperationException("the runtime only crops");
    }

    @Override
    public void normalise(Pixels pixels, InputSpec spec, FloatBuffer target) {
        float value = ((Image) pixels).sample(0, 0, 0);
        for (int i = 0; i < 3 * spec.height() * spec.width(); i++) {
            target.put(value);
        }
    }

    @Override
    public byte[] toPng(Image image) {
        return new byte[image.sample(0, 0, 0)]; // what crop(byte[]) reads back
    }

    static Image grey(int value, InputSpec spec) {
        byte[] rgb = new byte[3 * spec.height() * spec.width()];
        Arrays.fill(rgb, (byte) value);
        return new Image(spec.width(), spec.height(), rgb);
    }
}
