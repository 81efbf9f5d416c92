package io.pokeai.cli.internal;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Pictures whose samples are the number that their file holds. */
final class FakeImaging implements Imaging {
    private static String text(Path picture) {
        try {
            if (!Files.isRegularFile(picture)) {
                throw new EngineException(
                        ErrorCode.NOT_A_FILE, picture + ": there is no such file.", "Check the path.");
            }
            String text = Files.readString(picture);
            if (text.equals("broken")) {
                throw new EngineException(
                        ErrorCode.CORRUPT_IMAGE, picture + ": the JPEG ends after 6 bytes.", "Copy the file again.");
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Imaging limitedTo(long maxPixels) {
        return this;
    }

    @Override
    public Image crop(Path picture, InputSpec spec) {
        byte value = (byte) Integer.parseInt(text(picture));
        byte[] rgb = new byte[spec.height() * spec.width() * Image.CHANNELS];
        Arrays.fill(rgb, value);
        return new Image(spec.width(), spec.height(), rgb);
    }

    /** Not a PNG: its size and first sample, so that a test can read it. */
    @Override
    public byte[] toPng(Image image) {
        return (image.width() + "x" + image.height() + ":" + image.sample(0, 0, 0)).getBytes(StandardCharsets.UTF_8);
    }

    /** 2 × 2, all samples of one value. */
    @Override
    public Image decode(Path picture, Decoder decoder) {
        byte[] rgb = new byte[2 * 2 * Image.CHANNELS];
        Arrays.fill(rgb, (byte) Integer.parseInt(text(picture)));
        return new Image(2, 2, rgb);
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
}
