package io.pokeai.engine.api;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Locale;
import org.osgi.annotation.versioning.ProviderType;

/**
 * From the bytes of a picture to what a model sees, to the byte as Pillow, torchvision and OpenCV do it.
 *
 * <p><b>Threads</b> safe.<br>
 * <b>Limits</b> the size in the header is checked before anything is decoded: at most {@link #DEFAULT_MAX_PIXELS},
 * or what {@link #limitedTo} says.
 */
@ProviderType
public interface Imaging {
    /**
     * The largest width × height that is decoded, unless another limit is set: Pillow's, twice its
     * {@code Image.MAX_IMAGE_PIXELS}. A picture of this size takes 540 MB while it is decoded.
     */
    long DEFAULT_MAX_PIXELS = 2 * 89_478_485L;

    /** The largest limit: what OpenCV decodes into one buffer of 2 GiB. */
    long LARGEST_MAX_PIXELS = 700_000_000;

    /**
     * The same with another limit. The pictures that are decoded at the same time still share one budget of memory.
     *
     * @param maxPixels the largest width × height that is decoded, 1…{@link #LARGEST_MAX_PIXELS}
     */
    Imaging limitedTo(long maxPixels);

    /**
     * Makes sure that the machine has what imaging needs, such as native libraries; otherwise the first call does it.
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
     * @param decoder whose pixels are wanted
     * @throws EngineException as {@link #crop(Path, InputSpec)}
     */
    Image decode(Path picture, Decoder decoder);

    /**
     * Makes sure that a picture can be decoded as {@link Decoder#PILLOW} does it, and keeps none of its pixels, which is faster
     * than {@link #decode} where a format allows it.
     *
     * @param digest is fed with all bytes of the file
     * @return the size that {@link #decode} gives
     * @throws EngineException as {@link #crop(Path, InputSpec)}; the digest has then seen some of the file
     */
    default ImageSize check(Path picture, MessageDigest digest) {
        Image decoded = decode(picture, Decoder.PILLOW);
        try {
            digest.update(Files.readAllBytes(picture));
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.NOT_A_FILE,
                    picture + ": the file cannot be read (" + e.getMessage() + ").",
                    "Check the disk.",
                    e);
        }
        return new ImageSize(decoded.width(), decoded.height());
    }

    /**
     * Reads and decodes as {@link Decoder#PILLOW}, with the transparency that Pillow's {@code convert("RGBA")} gives.
     *
     * <p>Unless an implementation says otherwise every picture is opaque.
     *
     * @throws EngineException as {@link #crop(Path, InputSpec)}
     */
    default AlphaImage decodeWithAlpha(Path picture) {
        return AlphaImage.opaque(decode(picture, Decoder.PILLOW));
    }

    /**
     * Writes {@code (sample / scale - mean) / std} as three planes.
     *
     * @param target takes {@code 3 × height × width} floats from its position on
     */
    void normalise(Pixels pixels, InputSpec spec, FloatBuffer target);

    /** The picture as a PNG file. */
    byte[] toPng(Image image);

    /**
     * The picture as Pillow's {@code Image.save} writes it with its defaults: JPEG of quality 75 with 4:2:0, lossy WebP of quality
     * 80, both to the byte; PNG and BMP, which keep every pixel, as a PNG file.
     *
     * <p>Unless an implementation says otherwise nothing but PNG and BMP is written.
     *
     * @param extension says the format: {@code jpg}, {@code webp} and so on, in any case
     * @throws EngineException {@code UNSUPPORTED_FORMAT} for one that is not written, such as {@code gif}
     */
    default byte[] save(Image image, String extension) {
        return switch (extension.toLowerCase(Locale.ROOT)) {
            case "png", "bmp" -> toPng(image);
            default ->
                throw new EngineException(
                        ErrorCode.UNSUPPORTED_FORMAT,
                        "Pictures cannot be saved as '." + extension + "' here.",
                        "Convert them to PNG.");
        };
    }
}
