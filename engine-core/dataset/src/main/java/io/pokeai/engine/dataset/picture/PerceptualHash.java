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
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The pHash of ImageHash 4.3.2: 64 bits that change little when a picture is scaled, compressed or made a little lighter.
 *
 * <p>Grey as Pillow makes it, resized to 32 × 32 with Lanczos' filter, a DCT-II over the columns and then over the rows, of
 * which the 8 × 8 lowest frequencies count; a bit says whether a coefficient is above the median of all 64. The first bit is
 * the uppermost of the number. The hashes of imagededup, which are also called pHash, differ.
 *
 * <p><b>Source</b> {@code imagehash.phash} of ImageHash 4.3.2 with Pillow 12.3 and SciPy 1.17.
 *
 * @param bits the hash
 */
public record PerceptualHash(long bits) {
    static final int SIDE = Dct32.LENGTH;

    /** How a picture is resized to 32 × 32. */
    static final InputSpec SMALL = new InputSpec(
            Decoder.PILLOW,
            Resize.exact(SIDE, SIDE),
            Interpolation.LANCZOS,
            Crop.square(SIDE),
            255f,
            new Rgb(0f, 0f, 0f),
            new Rgb(1f, 1f, 1f),
            ChannelOrder.RGB);

    private static final int LOW = 8;
    private static final int COEFFICIENTS = LOW * LOW;

    /** The hash of a picture. */
    public static PerceptualHash of(Image picture, Imaging imaging) {
        return of(imaging.crop(grey(picture, picture), SMALL), 0);
    }

    /** Two pictures of the same size as the channels of one, both grey; the third is black. */
    static Image grey(Image first, Image second) {
        byte[] samples = first.rgb();
        byte[] others = first.equals(second) ? samples : second.rgb();
        byte[] grey = new byte[samples.length];
        for (int at = 0; at < samples.length; at += Image.CHANNELS) {
            grey[at] = Grey.of(samples, at);
            grey[at + 1] = Grey.of(others, at);
        }
        return new Image(first.width(), first.height(), grey);
    }

    /** The hash of one channel of a grey picture of 32 × 32 pixels. */
    static PerceptualHash of(Image small, int channel) {
        double[][] columns = new double[SIDE][SIDE];
        for (int x = 0; x < SIDE; x++) {
            for (int y = 0; y < SIDE; y++) {
                columns[x][y] = small.sample(x, y, channel);
            }
        }
        return of(columns);
    }

    private static PerceptualHash of(double[][] columns) {
        double[] scratch = new double[SIDE];
        for (double[] column : columns) {
            Dct32.transform(column, scratch);
        }
        double[] low = new double[COEFFICIENTS];
        double[] row = new double[SIDE];
        for (int y = 0; y < LOW; y++) {
            for (int x = 0; x < SIDE; x++) {
                row[x] = columns[x][y];
            }
            Dct32.transform(row, scratch);
            System.arraycopy(row, 0, low, y * LOW, LOW);
        }
        double median = median(low);
        long bits = 0;
        for (double coefficient : low) {
            bits = bits << 1 | (coefficient > median ? 1 : 0);
        }
        return new PerceptualHash(bits);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[COEFFICIENTS / 2 - 1] + sorted[COEFFICIENTS / 2]) / 2;
    }

    /** In how many bits two hashes differ, from 0 to 64. */
    public int distance(PerceptualHash other) {
        return Long.bitCount(bits ^ other.bits);
    }

    /** 16 hexadecimal digits, as ImageHash prints it. */
    public String hex() {
        return HexFormat.of().toHexDigits(bits);
    }

    /** From {@link #hex}. */
    public static PerceptualHash parse(String hex) {
        return new PerceptualHash(HexFormat.fromHexDigitsToLong(hex));
    }
}
