package io.pokeai.aug.reports.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Drawn pictures, read back. */
final class Drawn {
    private Drawn() {}

    static void assumeFonts() {
        assumeTrue(
                PlotFonts.missing().isEmpty(),
                "needs fonts: " + PlotFonts.missing().orElse(""));
    }

    static BufferedImage read(byte[] png) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(picture).isNotNull();
        return picture;
    }

    static int pixels(BufferedImage picture, int rgb) {
        int count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                count += (picture.getRGB(x, y) & 0xffffff) == rgb ? 1 : 0;
            }
        }
        return count;
    }
}
