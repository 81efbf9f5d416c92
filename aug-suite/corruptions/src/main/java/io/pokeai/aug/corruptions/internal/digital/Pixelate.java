package io.pokeai.aug.corruptions.internal.digital;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.RandomSource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Shrunk by box averages and enlarged again by replication.
 *
 * <p><b>Source</b> Pillow's {@code resize} with {@code BOX} and then {@code NEAREST}: a pixel is in a box or not, no
 * fractions; two passes with 22-bit weights, rounded to bytes between them.
 */
public final class Pixelate extends Corruption {
    private static final double[] FACTOR = {0.6, 0.5, 0.4, 0.3, 0.25};
    // Pillow's PRECISION_BITS.
    private static final int BITS = 22;
    private static final int HALF = 1 << (BITS - 1);

    private static final VarHandle PIXEL = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int RED_BLUE = 0xff00ff;

    public Pixelate() {
        super(CorruptionFamily.DIGITAL.fixed(14, "pixelate", CorruptionFamily.parameters("factor", FACTOR)));
    }

    @Override
    protected void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        int columns = (int) (frame.width() * FACTOR[severity - 1]);
        int rows = (int) (frame.height() * FACTOR[severity - 1]);
        int n = columns * Image.CHANNELS;
        int[] boxes = boxes(frame.width(), columns, scratch.ints(0, 3 * columns));
        byte[] narrow = scratch.bytes(0, n * frame.height() + 1);
        int shortest = shortest(boxes, columns);
        boolean pairs = 2 * columns == frame.width();
        for (int y = 0; y < frame.height(); y++) {
            if (pairs) {
                acrossPairs(frame.in(), y * frame.stride(), columns, narrow, y * n);
            } else {
                across(frame.in(), y * frame.stride(), boxes, shortest, columns, narrow, y * n);
            }
        }
        int[] source = nearest(columns, frame.width(), Image.CHANNELS, scratch.ints(1, frame.width()));
        down(frame, narrow, columns, rows, source, scratch);
    }

    private static void down(Frame frame, byte[] narrow, int columns, int rows, int[] source, Scratch scratch) {
        int n = columns * Image.CHANNELS;
        int[] boxes = boxes(frame.height(), rows, scratch.ints(2, 3 * rows));
        int[] nearest = nearest(rows, frame.height(), 1, scratch.ints(4, frame.height()));
        int[] sums = scratch.ints(3, n);
        byte[] small = scratch.bytes(1, n + 1);
        int shown = -1;
        for (int y = 0; y < frame.height(); y++) {
            int row = nearest[y];
            if (row == shown) {
                System.arraycopy(
                        frame.out(), (y - 1) * frame.stride(), frame.out(), y * frame.stride(), frame.stride());
                continue;
            }
            shown = row;
            Arrays.fill(sums, 0, n, 0);
            for (int k = boxes[3 * row]; k < boxes[3 * row + 1]; k++) {
                addRow(narrow, k * n, sums, n);
            }
            scaled(sums, boxes[3 * row + 2], small, n);
            spread(small, source, frame.width(), frame.out(), y * frame.stride());
        }
    }

    /** For each output: the first pixel of its box, the one after the last, and the weight of each. */
    private static int[] boxes(int in, int out, int[] boxes) {
        double scale = (double) in / out;
        double half = 0.5 * scale;
        for (int o = 0; o < out; o++) {
            double centre = (o + 0.5) * scale;
            int first = Math.max(0, (int) (centre - half + 0.5));
            int end = Math.min(in, (int) (centre + half + 0.5));
            while (first < end && !inside(first, centre, scale)) {
                first++;
            }
            while (end > first && !inside(end - 1, centre, scale)) {
                end--;
            }
            boxes[3 * o] = first;
            boxes[3 * o + 1] = end;
            boxes[3 * o + 2] = (int) (1.0 / (end - first) * (1 << BITS) + 0.5);
        }
        return boxes;
    }

    private static boolean inside(int pixel, double centre, double scale) {
        double at = (pixel - centre + 0.5) * (1.0 / scale);
        return at > -0.5 && at <= 0.5;
    }

    /** Which input each output shows; the position is a running sum, because its rounding decides ties. */
    private static int[] nearest(int in, int out, int stride, int[] source) {
        double step = (double) in / out;
        double at = step * 0.5;
        for (int o = 0; o < out; o++, at += step) {
            source[o] = Math.min(in - 1, (int) at) * stride;
        }
        return source;
    }

    /**
     * Boxes are as long as the shortest one or one pixel longer; the last pixel is masked and not branched on, because
     * a processor cannot predict which box has it. Red and blue are summed in the two halves of one integer; the fourth byte
     * that is written belongs to the next box.
     */
    private static void across(byte[] in, int from, int[] boxes, int shortest, int columns, byte[] out, int to) {
        int o = to;
        for (int box = 0; box < 3 * columns; box += 3, o += Image.CHANNELS) {
            int i = from + boxes[box] * Image.CHANNELS;
            int end = i + shortest * Image.CHANNELS;
            int last = from + (boxes[box + 1] - 1) * Image.CHANNELS;
            int pixel = (int) PIXEL.get(in, last) & ((end - 1 - last) >> 31);
            int redBlue = pixel & RED_BLUE;
            int green = (pixel >> 8) & 0xff;
            pixel = (int) PIXEL.get(in, i);
            redBlue += pixel & RED_BLUE;
            green += (pixel >> 8) & 0xff;
            for (i += Image.CHANNELS; i < end; i += Image.CHANNELS) {
                pixel = (int) PIXEL.get(in, i);
                redBlue += pixel & RED_BLUE;
                green += (pixel >> 8) & 0xff;
            }
            int weight = boxes[box + 2];
            int red = (HALF + (redBlue & 0xffff) * weight) >> BITS;
            int blue = (HALF + (redBlue >>> 16) * weight) >> BITS;
            PIXEL.set(out, o, red | ((HALF + green * weight) >> BITS) << 8 | blue << 16);
        }
    }

    /** All boxes have two pixels, so that nothing is masked. */
    private static void acrossPairs(byte[] in, int from, int columns, byte[] out, int to) {
        int i = from;
        int o = to;
        for (int x = 0; x < columns; x++, i += 2 * Image.CHANNELS, o += Image.CHANNELS) {
            int one = (int) PIXEL.get(in, i);
            int other = (int) PIXEL.get(in, i + Image.CHANNELS);
            int redBlue = (one & RED_BLUE) + (other & RED_BLUE) + 0x10001;
            int green = ((one >> 8) & 0xff) + ((other >> 8) & 0xff) + 1;
            // The weight is exactly a half.
            PIXEL.set(out, o, (redBlue >> 1 & RED_BLUE) | (green >> 1) << 8);
        }
    }

    private static int shortest(int[] boxes, int columns) {
        int shortest = Integer.MAX_VALUE;
        for (int o = 0; o < columns; o++) {
            shortest = Math.min(shortest, boxes[3 * o + 1] - boxes[3 * o]);
        }
        return shortest;
    }

    private static void addRow(byte[] in, int from, int[] sums, int n) {
        for (int i = 0; i < n; i++) {
            sums[i] += in[from + i] & 0xff;
        }
    }

    private static void scaled(int[] sums, int weight, byte[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = (byte) ((HALF + sums[i] * weight) >> BITS);
        }
    }

    /** Writes four bytes for each pixel but the last; the next pixel covers the fourth. */
    private static void spread(byte[] small, int[] source, int width, byte[] out, int to) {
        int o = to;
        for (int x = 0; x < width - 1; x++, o += Image.CHANNELS) {
            PIXEL.set(out, o, (int) PIXEL.get(small, source[x]));
        }
        System.arraycopy(small, source[width - 1], out, o, Image.CHANNELS);
    }
}
