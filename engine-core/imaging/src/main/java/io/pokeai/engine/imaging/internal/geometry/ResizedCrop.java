package io.pokeai.engine.imaging.internal.geometry;

import io.pokeai.engine.api.Image;

/**
 * Computes the pixels of a crop, and only those: rows and columns that it does not show are never read.
 *
 * <p>Rows pass through a ring: each source row is widened or narrowed once, kept while a row of the crop needs it, and
 * overwritten by a later one. So the memory does not depend on the height of the picture.
 *
 * <p><b>Threads</b> safe.
 */
public final class ResizedCrop {
    private static final int CHANNELS = Image.CHANNELS;

    private final WeightsCache cache = new WeightsCache();

    /** The crop, {@code crop × crop × 3} bytes, red green blue. */
    public Image of(PixelRows picture, CropPlan plan) {
        AxisPlan across = plan.horizontal();
        AxisPlan down = plan.vertical();
        byte[] target = new byte[down.crop() * across.crop() * CHANNELS];
        new Pass(picture, across, down, target).run();
        if (picture.blueFirst()) {
            swapRedAndBlue(target);
        }
        return new Image(across.crop(), down.crop(), target);
    }

    private static void swapRedAndBlue(byte[] pixels) {
        for (int i = 0; i < pixels.length; i += CHANNELS) {
            byte first = pixels[i];
            pixels[i] = pixels[i + 2];
            pixels[i + 2] = first;
        }
    }

    /** One crop in the making. */
    private final class Pass {
        private final PixelRows picture;
        private final AxisPlan across;
        private final AxisPlan down;
        private final byte[] target;
        private final Weights horizontal;
        private final Weights vertical;
        private final int samples;
        private final int left;
        private final int columns;
        private final byte[] row;
        private final int[][] ring;
        private int widened;

        Pass(PixelRows picture, AxisPlan across, AxisPlan down, byte[] target) {
            this.picture = picture;
            this.across = across;
            this.down = down;
            this.target = target;
            this.samples = across.count() * CHANNELS;
            this.horizontal = cache.of(across);
            this.vertical = cache.of(down);
            this.left = across.isUnchanged() ? (int) across.first() : horizontal.starts[0];
            this.columns = across.isUnchanged() ? across.count() : horizontal.end(across.count() - 1) - left;
            this.row = new byte[columns * CHANNELS];
            this.ring = new int[down.isUnchanged() ? 1 : vertical.stride][samples];
            this.widened = down.isUnchanged() ? (int) down.first() : vertical.starts[0];
        }

        void run() {
            int[] sums = new int[samples];
            for (int y = 0; y < down.count(); y++) {
                int at = ((down.margin() + y) * across.crop() + across.margin()) * CHANNELS;
                if (down.isUnchanged()) {
                    int source = (int) down.first() + y;
                    widenUpTo(source + 1);
                    VerticalPass.copy(ring[source % ring.length], target, at, samples);
                    continue;
                }
                widenUpTo(vertical.end(y));
                VerticalPass.start(sums, samples);
                for (int k = 0; k < vertical.lengths[y]; k++) {
                    int source = vertical.starts[y] + k;
                    VerticalPass.add(
                            sums, ring[source % ring.length], vertical.values[y * vertical.stride + k], samples);
                }
                VerticalPass.finish(sums, target, at, samples);
            }
        }

        private void widenUpTo(int end) {
            for (; widened < end; widened++) {
                picture.read(widened, left, columns, row);
                int[] narrow = ring[widened % ring.length];
                if (across.isUnchanged()) {
                    HorizontalPass.copy(row, samples, narrow);
                } else {
                    HorizontalPass.resize(row, horizontal, narrow);
                }
            }
        }
    }
}
