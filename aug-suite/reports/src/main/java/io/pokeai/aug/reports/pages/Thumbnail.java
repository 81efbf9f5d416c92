package io.pokeai.aug.reports.pages;

import io.pokeai.aug.reports.plots.AwtPicture;
import io.pokeai.engine.api.Image;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A small picture of a page: a JPEG as a {@code data:} URL.
 *
 * <p><b>Determinism</b> the same picture gives the same text.<br>
 * <b>Threads</b> stateless.
 */
public final class Thumbnail {
    private static final float QUALITY = 0.78f;

    private Thumbnail() {}

    /**
     * The picture as a URL for {@code img src}.
     *
     * @param side of the square that it fits into, in pixels; a smaller picture keeps its size
     */
    public static String url(Image image, int side) {
        BufferedImage picture = smaller(image, side);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
    }

    private static BufferedImage smaller(Image image, int side) {
        double scale = Math.min(1, (double) side / Math.max(image.width(), image.height()));
        int width = Math.max(1, (int) Math.round(image.width() * scale));
        int height = Math.max(1, (int) Math.round(image.height() * scale));
        BufferedImage whole = AwtPicture.buffered(image);
        if (scale == 1) {
            return whole;
        }
        // Halved first: bilinear alone leaves out pixels of pictures that are more than twice as large.
        BufferedImage half = whole;
        while (half.getWidth() >= 2 * width && half.getHeight() >= 2 * height) {
            half = scaled(half, half.getWidth() / 2, half.getHeight() / 2);
        }
        return scaled(half, width, height);
    }

    private static BufferedImage scaled(BufferedImage picture, int width, int height) {
        BufferedImage smaller = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = smaller.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(picture, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return smaller;
    }
}
