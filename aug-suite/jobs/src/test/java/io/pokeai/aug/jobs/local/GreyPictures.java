package io.pokeai.aug.jobs.local;

import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A picture is the text of a number from 0 to 127: all its samples. A model sees that number less 64, so that a fake answers its first
 * class for dark pictures, and its last one for light ones.
 */
public final class GreyPictures implements Imaging {
    @Override
    public Imaging limitedTo(long maxPixels) {
        return this;
    }

    @Override
    public Image crop(Path picture, InputSpec spec) {
        try {
            return crop(Files.readAllBytes(picture), spec);
        } catch (IOException e) {
            throw new EngineException(ErrorCode.NOT_A_FILE, picture + " cannot be read.", "", e);
        }
    }

    @Override
    public Image crop(byte[] encoded, InputSpec spec) {
        byte[] rgb = new byte[spec.height() * spec.width() * Image.CHANNELS];
        Arrays.fill(rgb, (byte) Integer.parseInt(new String(encoded, StandardCharsets.UTF_8).strip()));
        return new Image(spec.width(), spec.height(), rgb);
    }

    @Override
    public void normalise(Pixels pixels, InputSpec spec, FloatBuffer target) {
        float value = ((Image) pixels).sample(0, 0, 0) - 64f;
        for (int i = 0; i < Image.CHANNELS * spec.height() * spec.width(); i++) {
            target.put(value);
        }
    }

    @Override
    public Image crop(Image decoded, InputSpec spec) {
        return decoded;
    }

    @Override
    public Image decode(Path picture, Decoder decoder) {
        return crop(picture, InputSpec.torchvision(8, 8));
    }

    @Override
    public byte[] toPng(Image image) {
        return new byte[] {1};
    }
}
