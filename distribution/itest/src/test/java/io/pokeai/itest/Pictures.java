package io.pokeai.itest;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures of one colour: whatever is done to their geometry, a model sees that colour. */
final class Pictures {
    private Pictures() {}

    static byte[] png(Color colour, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, colour.getRGB());
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Colours far apart, the same ones for the same seed. */
    static List<Color> colours(int count, long seed) {
        Random random = new Random(seed);
        List<Color> colours = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            colours.add(new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256)));
        }
        return colours;
    }

    /** Writes {@code 0000.png, 0001.png …} of different sizes. */
    static List<Path> write(Path folder, List<Color> colours) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < colours.size(); i++) {
            Path file = folder.resolve(String.format("%04d.png", i));
            Files.write(file, png(colours.get(i), 40 + i % 7 * 11, 90 - i % 5 * 9));
            files.add(file);
        }
        return files;
    }
}
