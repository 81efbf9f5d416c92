package io.pokeai.engine.api;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The form in which a caller gives a picture: a file, its bytes, a stream of its bytes, or decoded pixels.
 *
 * <p><b>Threads</b> immutable, but for {@link Streamed}: a stream is read by one call, once.
 */
public sealed interface PictureSource {
    /** A picture file. */
    static PictureSource of(Path file) {
        return new File(file);
    }

    /**
     * An encoded picture in memory, such as the bytes of a file.
     *
     * @param encoded copied
     */
    static PictureSource of(byte[] encoded) {
        return new Bytes(encoded);
    }

    /**
     * An encoded picture that is read to its end when it is classified.
     *
     * @param encoded stays open
     */
    static PictureSource of(InputStream encoded) {
        return new Streamed(encoded);
    }

    /**
     * A decoded picture. An {@link Image} of the model's crop size is what the model sees; one of another size is resized and
     * cropped first. A {@link UnitImage} has to have the crop size ({@link InputSpec#isSizeOf}).
     */
    static PictureSource of(Pixels pixels) {
        return new Decoded(pixels);
    }

    /** A picture file. */
    record File(Path path) implements PictureSource {
        public File {
            EngineException.required(path, "picture");
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** The bytes of a picture file. */
    final class Bytes implements PictureSource {
        private final byte[] encoded;

        private Bytes(byte[] encoded) {
            this.encoded = EngineException.required(encoded, "encoded").clone();
        }

        /** A copy of the bytes. */
        public byte[] encoded() {
            return encoded.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && Arrays.equals(encoded, that.encoded);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(encoded);
        }

        @Override
        public String toString() {
            return encoded.length + " bytes";
        }
    }

    /** A stream with the bytes of a picture file; equal to another one only if it is the same stream. */
    record Streamed(InputStream encoded) implements PictureSource {
        public Streamed {
            EngineException.required(encoded, "encoded");
        }

        @Override
        public String toString() {
            return "a stream";
        }
    }

    /** Decoded pixels. */
    record Decoded(Pixels pixels) implements PictureSource {
        public Decoded {
            EngineException.required(pixels, "pixels");
        }

        @Override
        public String toString() {
            return pixels.toString();
        }
    }
}
