package io.pokeai.service.internal;

import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.testkit.Gate;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** A picture is the text of a number from 0 to 127: all its samples, and also the values that a model sees. */
public final class NumberPictures implements Imaging {
    private static final AtomicInteger WAITING = new AtomicInteger();
    private static volatile Gate gate = Gate.opened();

    /** Makes pictures wait until the gate is opened. */
    static Gate hold() {
        gate = Gate.closed();
        return gate;
    }

    /** Pictures that have come to the gate and not left it. */
    static int waiting() {
        return WAITING.get();
    }

    @Override
    public Imaging limitedTo(long maxPixels) {
        return this;
    }

    @Override
    public Image crop(byte[] encoded, InputSpec spec) {
        WAITING.incrementAndGet();
        try {
            gate.pass();
        } finally {
            WAITING.decrementAndGet();
        }
        if (encoded.length == 0) {
            throw new EngineException(ErrorCode.EMPTY_FILE, "The picture has no bytes.", "Send its file.");
        }
        String text = new String(encoded, StandardCharsets.UTF_8);
        if (!text.matches("[0-9]{1,3}")) {
            throw new EngineException(ErrorCode.UNSUPPORTED_FORMAT, "The picture is not a number.", "Send a number.");
        }
        byte[] rgb = new byte[spec.height() * spec.width() * Image.CHANNELS];
        Arrays.fill(rgb, (byte) Integer.parseInt(text));
        return new Image(spec.width(), spec.height(), rgb);
    }

    @Override
    public void normalise(Pixels pixels, InputSpec spec, FloatBuffer target) {
        float value = ((Image) pixels).sample(0, 0, 0);
        for (int i = 0; i < Image.CHANNELS * spec.height() * spec.width(); i++) {
            target.put(value);
        }
    }

    @Override
    public Image crop(Image decoded, InputSpec spec) {
        return decoded;
    }

    @Override
    public Image crop(Path picture, InputSpec spec) {
        try {
            return crop(Files.readAllBytes(picture), spec);
        } catch (IOException e) {
            throw new EngineException(ErrorCode.NOT_A_FILE, picture + " cannot be read.", "Check it.", e);
        }
    }

    @Override
    public Image decode(Path picture, Decoder decoder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] toPng(Image image) {
        throw new UnsupportedOperationException();
    }
}
