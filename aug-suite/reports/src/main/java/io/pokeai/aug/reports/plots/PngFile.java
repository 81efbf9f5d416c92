package io.pokeai.aug.reports.plots;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * A drawn picture as a PNG file.
 *
 * <p><b>Threads</b> stateless.
 */
final class PngFile {
    private PngFile() {}

    static byte[] of(BufferedImage picture) {
        ImageIO.setUseCache(false); // no temporary files
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(picture, "png", bytes)) {
                throw new IllegalStateException("this Java has no PNG writer");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
