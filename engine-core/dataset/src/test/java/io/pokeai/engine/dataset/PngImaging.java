package io.pokeai.engine.dataset;

import io.pokeai.engine.api.AlphaImage;
import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** PNG files as Java reads them; a resize takes the pixel that lies nearest. */
public final class PngImaging implements Imaging {
    public final AtomicInteger decoded = new AtomicInteger();

    @Override
    public AlphaImage decodeWithAlpha(Path picture) {
        decoded.incrementAndGet();
        try {
            if (!Files.isRegularFile(picture)) {
                throw new EngineException(ErrorCode.NOT_A_FILE, picture + ": there is no such file.", "Check it.");
            }
            BufferedImage read = ImageIO.read(picture.toFile());
            if (read == null) {
                throw new EngineException(
                        ErrorCode.CORRUPT_IMAGE, picture + ": it is not a picture.", "Copy it again.");
            }
            return image(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AlphaImage image(BufferedImage read) {
        int pixels = read.getWidth() * read.getHeight();
        byte[] rgb = new byte[pixels * Image.CHANNELS];
        byte[] alpha = new byte[pixels];
        for (int i = 0; i < pixels; i++) {
            int argb = read.getRGB(i % read.getWidth(), i / read.getWidth());
            alpha[i] = (byte) (argb >> 24);
            rgb[3 * i] = (byte) (argb >> 16);
            rgb[3 * i + 1] = (byte) (argb >> 8);
            rgb[3 * i + 2] = (byte) argb;
        }
        return AlphaImage.of(new Image(read.getWidth(), read.getHeight(), rgb), alpha);
    }

    @Override
    public Image decode(Path picture, Decoder decoder) {
        return decodeWithAlpha(picture).colours();
    }

    @Override
    public Image crop(Image decoded, InputSpec spec) {
        byte[] rgb = new byte[spec.width() * spec.height() * Image.CHANNELS];
        for (int y = 0, at = 0; y < spec.height(); y++) {
            for (int x = 0; x < spec.width(); x++) {
                for (int channel = 0; channel < Image.CHANNELS; channel++, at++) {
                    rgb[at] = (byte) decoded.sample(
                            x * decoded.width() / spec.width(), y * decoded.height() / spec.height(), channel);
                }
            }
        }
        return new Image(spec.width(), spec.height(), rgb);
    }

    @Override
    public Imaging limitedTo(long maxPixels) {
        return this;
    }

    @Override
    public Image crop(Path picture, InputSpec spec) {
        return crop(decode(picture, spec.decoder()), spec);
    }

    @Override
    public Image crop(byte[] encoded, InputSpec spec) {
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
