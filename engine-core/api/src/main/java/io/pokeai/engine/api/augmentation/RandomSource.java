package io.pokeai.engine.api.augmentation;

import io.pokeai.engine.api.Image;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Random numbers by position instead of by turn: draw {@code i} of field {@code f} is always the same, in any order, on any
 * number of threads.
 *
 * <p><b>Source</b> SplitMix64 (Steele, Lea, Flood: <i>Fast splittable pseudorandom number generators</i>, OOPSLA 2014),
 * keyed by run seed, picture, augmentation and severity.
 *
 * <p><b>Threads</b> immutable.
 */
public record RandomSource(long callKey) {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double TWO_TO_MINUS_53 = 0x1p-53;

    /** The source of one call: the same four words give the same draws. */
    public static RandomSource of(long runSeed, long imageKey, long augmentationId, int severity) {
        long key = mix(runSeed + GOLDEN_GAMMA);
        key = absorb(key, imageKey);
        key = absorb(key, augmentationId);
        return new RandomSource(absorb(key, severity));
    }

    /** A key for a picture: the first 8 bytes of the SHA-256 over height, width (both big-endian) and samples. */
    public static long imageKey(Image image) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(ByteBuffer.allocate(2 * Integer.BYTES)
                    .putInt(image.height())
                    .putInt(image.width())
                    .flip());
            sha256.update(image.asByteBuffer());
            return ByteBuffer.wrap(sha256.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A sequence of its own within the call; augmentations number theirs from 0. */
    public Field field(long number) {
        return new Field(absorb(callKey, number));
    }

    private static long absorb(long key, long word) {
        return mix((key ^ word) + GOLDEN_GAMMA);
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** One indexed sequence of draws. */
    public record Field(long key) {
        /** 64 random bits: draw {@code index} of this field. */
        public long word(long index) {
            return mix(key + (index + 1) * GOLDEN_GAMMA);
        }

        /** Uniform in [0, 1), 53 bits. */
        public double uniform(long index) {
            return (word(index) >>> 11) * TWO_TO_MINUS_53;
        }

        /** Uniform in 0 … {@code bound - 1}, for a positive bound. */
        public int below(int bound, long index) {
            return (int) (((word(index) >>> 32) * bound) >>> 32);
        }
    }
}
