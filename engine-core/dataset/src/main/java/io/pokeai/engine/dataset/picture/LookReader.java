package io.pokeai.engine.dataset.picture;

import io.pokeai.engine.api.ChannelOrder;
import io.pokeai.engine.api.Crop;
import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Interpolation;
import io.pokeai.engine.api.Resize;
import io.pokeai.engine.api.Rgb;

/**
 * Measures the {@link Look} of a picture.
 *
 * <p>Brightness is {@code √(.241 R² + .691 G² + .068 B²) / 255}; percentiles are NumPy's, with linear interpolation; entropy is
 * that of Pillow's {@code Image.entropy}. Sharpness is {@code 1 − e^(−σ/100)} of the picture's edges (Pillow's
 * {@code FIND_EDGES} on grey, the long side at most {@value #SIDE} pixels), plus the same of its grey histogram where that is
 * above {@value #FLAT}: a drawing on a plain ground has few edges and is not blurred.
 *
 * <p><b>Threads</b> safe.
 */
final class LookReader {
    private static final int SIDE = 64;
    private static final double FLAT = 0.18;
    private static final double SPREAD = 100;
    private static final int LEVELS = 256;

    private final Imaging imaging;

    LookReader(Imaging imaging) {
        this.imaging = imaging;
    }

    Look look(Image picture) {
        byte[] rgb = picture.rgb();
        PictureBrightness brightness = new PictureBrightness(rgb);
        return new Look(
                brightness.percentile(0.99),
                brightness.percentile(0.05),
                entropy(rgb),
                sharpness(small(picture)),
                isGrey(rgb));
    }

    private static boolean isGrey(byte[] rgb) {
        for (int at = 0; at < rgb.length; at += Image.CHANNELS) {
            if (rgb[at] != rgb[at + 1] || rgb[at] != rgb[at + 2]) {
                return false;
            }
        }
        return true;
    }

    private static double entropy(byte[] rgb) {
        int[] counts = new int[LEVELS * Image.CHANNELS];
        for (int at = 0; at < rgb.length; at += Image.CHANNELS) {
            counts[rgb[at] & 0xff]++;
            counts[LEVELS + (rgb[at + 1] & 0xff)]++;
            counts[2 * LEVELS + (rgb[at + 2] & 0xff)]++;
        }
        double entropy = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / rgb.length;
                entropy -= share * Math.log(share);
            }
        }
        return entropy / Math.log(2);
    }

    private Image small(Image picture) {
        int longest = Math.max(picture.width(), picture.height());
        if (longest <= SIDE) {
            return picture;
        }
        int width = Math.max(1, picture.width() * SIDE / longest);
        int height = Math.max(1, picture.height() * SIDE / longest);
        return imaging.crop(
                picture,
                new InputSpec(
                        Decoder.PILLOW,
                        Resize.exact(height, width),
                        Interpolation.BICUBIC,
                        new Crop(height, width, Crop.Rounding.HALF_EVEN),
                        255f,
                        new Rgb(0f, 0f, 0f),
                        new Rgb(1f, 1f, 1f),
                        ChannelOrder.RGB));
    }

    private static double sharpness(Image picture) {
        byte[] rgb = picture.rgb();
        int[] grey = new int[rgb.length / Image.CHANNELS];
        double[] histogram = new double[LEVELS];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = Grey.of(rgb, i * Image.CHANNELS) & 0xff;
            histogram[grey[i]]++;
        }
        double edges = 1 - Math.exp(-deviation(edges(grey, picture.width(), picture.height())) / SPREAD);
        double greys = 1 - Math.exp(-deviation(histogram) / SPREAD);
        return Math.min(1, edges + (greys > FLAT ? greys : 0));
    }

    /** Eight times a pixel less its neighbours; pixels of the rim stay as they are. */
    private static double[] edges(int[] grey, int width, int height) {
        double[] edges = new double[grey.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                if (x == 0 || y == 0 || x == width - 1 || y == height - 1) {
                    edges[at] = grey[at];
                    continue;
                }
                int around = grey[at - width - 1]
                        + grey[at - width]
                        + grey[at - width + 1]
                        + grey[at - 1]
                        + grey[at + 1]
                        + grey[at + width - 1]
                        + grey[at + width]
                        + grey[at + width + 1];
                edges[at] = Math.max(0, Math.min(LEVELS - 1, 8 * grey[at] - around));
            }
        }
        return edges;
    }

    private static double deviation(double[] values) {
        double sum = 0;
        double squares = 0;
        for (double value : values) {
            sum += value;
            squares += value * value;
        }
        double mean = sum / values.length;
        return Math.sqrt(Math.max(0, squares / values.length - mean * mean));
    }
}
