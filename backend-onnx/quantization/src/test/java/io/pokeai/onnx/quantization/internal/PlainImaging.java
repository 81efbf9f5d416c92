package io.pokeai.onnx.quantization.internal;

import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Every file is a black picture; samples become 0 to 1, as YOLO has them, or -2 to 2, as the pictures of known networks. */
final class PlainImaging implements Imaging {
    @Override
    public Imaging limitedTo(long maxPixels) {
        return this;
    }

    @Override
    public Image crop(Path picture, InputSpec spec) {
        if (!Files.exists(picture)) {
            throw new EngineException(ErrorCode.NOT_A_FILE, picture + " is not a file.", "Name one.");
        }
        return new Image(spec.width(), spec.height(), new byte[3 * spec.width() * spec.height()]);
    }

    @Override
    public Image crop(byte[] encoded, InputSpec spec) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Image crop(Image decoded, InputSpec spec) {
        return decoded;
    }

    @Override
    public Image decode(Path picture, Decoder decoder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void normalise(Pixels pixels, InputSpec spec, FloatBuffer target) {
        Image image = (Image) pixels;
        for (int channel = 0; channel < Image.CHANNELS; channel++) {
            for (int y = 0; y < image.height(); y++) {
                for (int x = 0; x < image.width(); x++) {
                    float unit = image.sample(x, y, channel) / 255f;
                    target.put(spec.decoder() == Decoder.OPENCV ? unit : 4 * unit - 2);
                }
            }
        }
    }

    @Override
    public byte[] toPng(Image image) {
        throw new UnsupportedOperationException();
    }
}
