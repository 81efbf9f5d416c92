package io.pokeai.engine.dataset;

import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Pictures that are texts: {@code 3x2} and whatever follows is a picture of that size, anything else is damaged. */
final class FakeImaging implements Imaging {
    final AtomicInteger decoded = new AtomicInteger();
    /** Called before every decoding. */
    Runnable before = () -> {};

    @Override
    public Image decode(Path picture, Decoder decoder) {
        before.run();
        decoded.incrementAndGet();
        try {
            String[] size = Files.readString(picture).split("[^0-9]", 3);
            int width = Integer.parseInt(size[0]);
            int height = Integer.parseInt(size[1]);
            return new Image(width, height, new byte[width * height * 3]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new EngineException(
                    ErrorCode.CORRUPT_IMAGE, picture.getFileName() + ": it is no text of a size.", "Copy it again.", e);
        }
    }

    @Override
    public Imaging limitedTo(long maxPixels) {
        return this;
    }

    @Override
    public Image crop(Path picture, InputSpec spec) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Image crop(byte[] encoded, InputSpec spec) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Image crop(Image decoded, InputSpec spec) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void normalise(Pixels pixels, InputSpec spec, FloatBuffer target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] toPng(Image image) {
        throw new UnsupportedOperationException();
    }
}
