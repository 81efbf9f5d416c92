package io.pokeai.engine.api;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * From the bytes of a picture to what a model sees, to the byte as Pillow, torchvision and OpenCV do it.
 *
 * <p><b>Threads</b> safe.<br>
 * <b>Limits</b> the size in the header is checked before anything is decoded: at most {@link #MAX_PIXELS}.
 */
@ProviderType
public interface Imaging {
    /** The pixel budget: the largest width × height that is decoded. */
    long MAX_PIXELS = 100_000_000;

    /**
     * Makes sure that what this needs from the machine is there, such as native libraries; the first call does it otherwise.
     *
     * @throws EngineException {@code INTERNAL} with the cause and the remedy when it is not
     */
    default void prepare() {}

    /**
     * Reads, decodes, resizes and crops.
     *
     * @throws EngineException {@code NOT_A_FILE}, {@code EMPTY_FILE}, {@code UNSUPPORTED_FORMAT}, {@code CORRUPT_IMAGE},
     *     {@code IMAGE_TOO_LARGE}; the problem starts with the file name
     */
    Image crop(Path picture, InputSpec spec);

    /** As {@link #crop(Path, InputSpec)}, from encoded bytes in memory. */
    Image crop(byte[] encoded, InputSpec spec);

    /**
     * Resizes and crops a picture that is decoded already; one of the crop's size stays as it is.
     */
    Image crop(Image decoded, InputSpec spec);

    /**
     * Reads and decodes, and leaves the size as it is.
     *
     * @param decoder whose pixels
     * @throws EngineException as {@link #crop(Path, InputSpec)}
     */
    Image decode(Path picture, Decoder decoder);

    /**
     * Writes {@code (sample / scale - mean) / std} as three planes.
     *
     * @param target takes {@code 3 × height × width} floats from its position on
     */
    void normalise(Pixels pixels, InputSpec spec, FloatBuffer target);

    /** The picture as a PNG file. */
    byte[] toPng(Image image);
}
