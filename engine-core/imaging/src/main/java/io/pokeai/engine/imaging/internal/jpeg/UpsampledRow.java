package io.pokeai.engine.imaging.internal.jpeg;

import io.pokeai.engine.imaging.internal.header.PictureException;

/**
 * One component at the size of the picture, row by row: smoothly where it has half of the samples, repeated otherwise.
 *
 * <p><b>Source</b> {@code h2v1_fancy_upsample}, {@code h1v2_fancy_upsample}, {@code h2v2_fancy_upsample} and
 * {@code int_upsample} of libjpeg-turbo 3.1, src/jdsample.c, and the choice between them in
 * {@code jinit_upsampler}.
 */
final class UpsampledRow {
    private final Component component;
    private final int across;
    private final int down;
    private final boolean smoothAcross;
    private final boolean smoothDown;
    private final byte[] near;
    private final byte[] far;
    private final int[] sums;
    private final byte[] out;

    UpsampledRow(Component component, FrameHeader frame) {
        if (frame.maxHorizontal() % component.horizontal != 0 || frame.maxVertical() % component.vertical != 0) {
            throw PictureException.corrupt("the JPEG has sampling factors that are not multiples of each other.");
        }
        this.component = component;
        this.across = frame.maxHorizontal() / component.horizontal;
        this.down = frame.maxVertical() / component.vertical;
        boolean wide = component.width > 2;
        this.smoothAcross = across == 2 && (down == 1 || down == 2) && wide;
        this.smoothDown = down == 2 && (across == 1 || smoothAcross);
        this.near = new byte[component.width];
        this.far = new byte[component.width];
        this.sums = new int[component.width];
        this.out = new byte[component.width * across];
    }

    /** The samples of one row of the picture; overwritten by the next call. */
    byte[] read(int y) {
        int row = y / down;
        component.read(row, near);
        if (!smoothDown) {
            return smoothAcross ? smoothAcross() : repeated();
        }
        boolean upper = y % 2 == 0;
        int neighbour = upper ? Math.max(0, row - 1) : Math.min(component.height - 1, row + 1);
        component.read(neighbour, far);
        return smoothAcross ? smoothBoth() : smoothDown(upper ? 1 : 2);
    }

    private byte[] repeated() {
        if (across == 1) {
            return near;
        }
        for (int i = 0; i < out.length; i++) {
            out[i] = near[i / across];
        }
        return out;
    }

    private byte[] smoothAcross() {
        int last = near.length - 1;
        for (int i = 0; i <= last; i++) {
            int here = (near[i] & 0xff) * 3;
            out[2 * i] = i == 0 ? near[0] : (byte) ((here + (near[i - 1] & 0xff) + 1) >> 2);
            out[2 * i + 1] = i == last ? near[last] : (byte) ((here + (near[i + 1] & 0xff) + 2) >> 2);
        }
        return out;
    }

    private byte[] smoothDown(int bias) {
        for (int i = 0; i < near.length; i++) {
            out[i] = (byte) (((near[i] & 0xff) * 3 + (far[i] & 0xff) + bias) >> 2);
        }
        return out;
    }

    private byte[] smoothBoth() {
        for (int i = 0; i < near.length; i++) {
            sums[i] = (near[i] & 0xff) * 3 + (far[i] & 0xff);
        }
        int last = near.length - 1;
        for (int i = 0; i <= last; i++) {
            int here = sums[i] * 3;
            out[2 * i] = (byte) ((here + sums[Math.max(0, i - 1)] + 8) >> 4);
            out[2 * i + 1] = (byte) ((here + sums[Math.min(last, i + 1)] + 7) >> 4);
        }
        return out;
    }
}
