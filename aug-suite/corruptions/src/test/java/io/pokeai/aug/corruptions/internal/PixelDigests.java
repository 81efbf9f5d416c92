package io.pokeai.aug.corruptions.internal;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.UnitImage;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.api.catalog.Perturbations;
import io.pokeai.engine.spi.Augmentation;
import io.pokeai.engine.spi.Perturbation;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * What every corruption and sequence makes of some pictures, as hashes: one line each, in a fixed order. Another process,
 * with fewer instructions, or another machine has to print the same lines.
 *
 * <p>The pictures are made of whole numbers, so they are the same everywhere.
 */
final class PixelDigests {
    private static final long SEED = 11;
    private static final int FRAME = 17;
    private static final int[][] SIZES = {{64, 64}, {97, 83}, {75, 48}, {224, 224}, {33, 130}, {300, 200}, {129, 257}};

    private PixelDigests() {}

    /** @param args how many pictures */
    public static void main(String[] args) {
        of(Integer.parseInt(args[0])).forEach((what, hash) -> System.out.println(what + " " + hash));
    }

    /** By name: one hash over all severities and pictures. */
    static Map<String, String> of(int pictures) {
        ClassLoader loader = PixelDigests.class.getClassLoader();
        Augmentations augmentations = Augmentations.onClassPath(loader);
        List<Image> all = pictures(pictures);
        Map<String, String> digests = new TreeMap<>();
        for (AugmentationInfo info : augmentations.list()) {
            Augmentation one = augmentations.find(info.name());
            digests.put(info.name(), digest(info, all, (in, severity, random) -> one.apply(in, severity, random)));
        }
        for (Perturbation one : Perturbations.onClassPath(loader).list()) {
            List<Image> first = all.subList(0, 1);
            digests.put(
                    one.info().name(),
                    digest(one.info(), first, (in, severity, random) -> one.frame(in, severity, FRAME, random)));
        }
        return digests;
    }

    private interface Change {
        Pixels of(Image in, int severity, RandomSource random);
    }

    private static String digest(AugmentationInfo info, List<Image> pictures, Change change) {
        MessageDigest sha = sha256();
        for (Image in : pictures) {
            for (int severity = 1; severity <= info.severities(); severity++) {
                update(sha, change.of(in, severity, info.random(SEED, in, severity)));
            }
        }
        return HexFormat.of().formatHex(sha.digest(), 0, 8);
    }

    private static void update(MessageDigest sha, Pixels pixels) {
        if (pixels instanceof UnitImage unit) {
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * unit.planes().length);
            bytes.asFloatBuffer().put(unit.planes());
            sha.update(bytes);
        } else {
            sha.update(((Image) pixels).rgb());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Noise, soft blobs and sharp rectangles, by turns, in several sizes. */
    private static List<Image> pictures(int count) {
        List<Image> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] size = SIZES[i % SIZES.length];
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(i);
            byte[] rgb = new byte[size[0] * size[1] * Image.CHANNELS];
            if (i % 3 == 0) {
                blobs(rgb, size[0], random);
            } else if (i % 3 == 1) {
                rectangles(rgb, size[0], size[1], random);
            } else {
                random.nextBytes(rgb);
            }
            pictures.add(new Image(size[0], size[1], rgb));
        }
        return pictures;
    }

    private static void blobs(byte[] rgb, int width, RandomGenerator random) {
        int[] centre = random.ints(2L * Image.CHANNELS, 0, width).toArray();
        for (int i = 0; i < rgb.length; i++) {
            int c = i % Image.CHANNELS;
            int dx = i / Image.CHANNELS % width - centre[2 * c];
            int dy = i / Image.CHANNELS / width - centre[2 * c + 1];
            rgb[i] = (byte) (255L * 900 / (900 + dx * dx + dy * dy) + random.nextInt(3));
        }
    }

    private static void rectangles(byte[] rgb, int width, int height, RandomGenerator random) {
        for (int k = 0; k < 12; k++) {
            int left = random.nextInt(width);
            int top = random.nextInt(height);
            int right = Math.min(width, left + 1 + random.nextInt(width / 2));
            int bottom = Math.min(height, top + 1 + random.nextInt(height / 2));
            byte[] colour = new byte[Image.CHANNELS];
            random.nextBytes(colour);
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    System.arraycopy(colour, 0, rgb, (y * width + x) * Image.CHANNELS, Image.CHANNELS);
                }
            }
        }
    }
}
