package io.pokeai.aug.reports.plots;

import io.pokeai.engine.api.Image;
import java.awt.image.BufferedImage;

/**
 * An engine's picture as one of AWT.
 *
 * <p><b>Threads</b> stateless.
 */
public final class AwtPicture {
    private AwtPicture() {}

    /** A copy with the same pixels. */
    public static BufferedImage buffered(Image image) {
        byte[] rgb = image.rgb();
        int[] pixels = new int[image.width() * image.height()];
        for (int i = 0; i < pixels.length; i++) {
            int at = i * Image.CHANNELS;
            pixels[i] = (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | (rgb[at + 2] & 0xff);
        }
        BufferedImage picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, image.width(), image.height(), pixels, 0, image.width());
        return picture;
    }
}
