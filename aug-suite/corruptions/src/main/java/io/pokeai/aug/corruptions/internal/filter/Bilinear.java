package io.pokeai.aug.corruptions.internal.filter;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;

/** Interpolation between the four samples around a point, in the unit range. */
public final class Bilinear {
    private Bilinear() {}

    /** Samples outside the picture are 0. */
    public static double orBlack(Frame frame, double row, double column, int channel) {
        int top = (int) Math.floor(row);
        int left = (int) Math.floor(column);
        double v = row - top;
        double u = column - left;
        return (1 - v) * ((1 - u) * black(frame, top, left, channel) + u * black(frame, top, left + 1, channel))
                + v * ((1 - u) * black(frame, top + 1, left, channel) + u * black(frame, top + 1, left + 1, channel));
    }

    private static double black(Frame frame, int row, int column, int channel) {
        boolean outside = row < 0 || column < 0 || row >= frame.height() || column >= frame.width();
        return outside ? 0 : Levels.unit(frame.in()[row * frame.stride() + 3 * column + channel]);
    }

    /** Samples outside the picture are those that the border stands for. */
    public static double bordered(Frame frame, double row, double column, int channel, Border border) {
        int top = (int) Math.floor(row);
        int left = (int) Math.floor(column);
        double v = row - top;
        double u = column - left;
        int upper = border.index(top, frame.height()) * frame.stride() + channel;
        int lower = border.index(top + 1, frame.height()) * frame.stride() + channel;
        int near = 3 * border.index(left, frame.width());
        int far = 3 * border.index(left + 1, frame.width());
        byte[] in = frame.in();
        double above = between(in[upper + near], in[upper + far], u);
        double below = between(in[lower + near], in[lower + far], u);
        return above + v * (below - above);
    }

    /** In this form a flat area keeps its exact value, and truncation gives its sample back. */
    private static double between(byte one, byte other, double share) {
        double from = Levels.unit(one);
        return from + share * (Levels.unit(other) - from);
    }
}
