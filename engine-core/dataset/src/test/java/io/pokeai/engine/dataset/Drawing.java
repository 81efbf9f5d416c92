package io.pokeai.engine.dataset;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small pictures for tests: blocks of random colours. */
public final class Drawing {
    public static final int SIDE = 32;
    private static final int BLOCK = 4;

    private final BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_ARGB);

    /** Another seed is another picture. */
    public Drawing(long seed) {
        Random random = new Random(seed);
        for (int y = 0; y < SIDE; y += BLOCK) {
            for (int x = 0; x < SIDE; x += BLOCK) {
                fill(x, y, BLOCK, 0xff000000 | random.nextInt(1 << 24));
            }
        }
    }

    /** Every pixel of one colour. */
    public static Drawing flat(int rgb) {
        return new Drawing(0).fill(0, 0, SIDE, 0xff000000 | rgb);
    }

    /** A transparent block whose hidden colour is chosen. */
    public Drawing withHole(int hiddenRgb) {
        return fill(SIDE - BLOCK, SIDE - BLOCK, BLOCK, hiddenRgb & 0xffffff);
    }

    /** A little darker at one pixel. */
    public Drawing withSpot() {
        int argb = image.getRGB(1, 1);
        image.setRGB(1, 1, (argb & 0xff) > 8 ? argb - 8 : argb + 8);
        return this;
    }

    private Drawing fill(int left, int top, int side, int argb) {
        for (int y = top; y < top + side; y++) {
            for (int x = left; x < left + side; x++) {
                image.setRGB(x, y, argb);
            }
        }
        return this;
    }

    /** Writes a PNG; folders are made. */
    public Path save(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            ImageIO.write(image, "png", file.toFile());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
