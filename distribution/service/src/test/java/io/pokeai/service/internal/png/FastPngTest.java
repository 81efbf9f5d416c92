package io.pokeai.service.internal.png;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What it writes is read by Java's own reader, which holds chunks to their check sums. */
class FastPngTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 300", "300, 1", "224, 224", "17, 33", "640, 480"})
    void everyPixelIsThere(int width, int height) throws Exception {
        byte[] rgb = new byte[width * height * Image.CHANNELS];
        // Noise, which cannot be packed at all, and a flat picture, which is packed to nearly nothing.
        for (boolean noise : new boolean[] {true, false}) {
            if (noise) {
                new Random(width).nextBytes(rgb);
            } else {
                Arrays.fill(rgb, (byte) 200);
            }
            Image image = new Image(width, height, rgb);
            BufferedImage read = ImageIO.read(new ByteArrayInputStream(FastPng.of(image)));
            assertThat(read.getWidth()).isEqualTo(width);
            assertThat(read.getHeight()).isEqualTo(height);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int expected = image.sample(x, y, 0) << 16 | image.sample(x, y, 1) << 8 | image.sample(x, y, 2);
                    assertThat(read.getRGB(x, y) & 0xffffff).isEqualTo(expected);
                }
            }
        }
    }
}
