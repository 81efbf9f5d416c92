package io.pokeai.engine.imaging.internal.geometry;

import io.pokeai.engine.api.Image;

/**
 * Computes the pixels of a crop, and only those: rows and columns that it does not show are never read.
 *
 * <p>Rows pass through a ring: each source row is widened or narrowed once, kept while a row of the crop needs it, and
 * overwritten by a later one. So the memory does not depend on the height of the picture. Where very many source rows make
 * one row of the crop, the sums of the crop's rows are kept instead: they are whole numbers, so the order of addition
 * does not matter.
 *
 * <p><b>Threads</b> safe.
 */
public final class ResizedCrop {
    private static final int CHANNELS = Image.CHANNELS;

    /** Samples of source rows that are kept at a time; a picture that is squashed from a great height would need more. */
    private static final int MAX_KEPT = 1 << 23;

    private static final int[] NOTHING = {};

    private final KernelCache cache = new KernelCache();

    /** The crop, {@code height × width × 3} bytes, red green blue. */
    public Image of(PixelRows picture, CropPlan plan) {
        return plan.isColumnsFirst()
                ? columnsFirst(picture, plan)
                : rowsFirst(picture, plan.horizontal(), plan.vertical());
    }

    /** Two crops, one after the other: each changes one axis only. */
    private Image columnsFirst(PixelRows picture, CropPlan plan) {
        AxisPlan across = plan.horizontal();
        ResampleKernel needed = cache.of(across);
        int columns = needed.end() - needed.first();
        Image narrow = rowsFirst(
                picture, across.asItIs(needed.first(), columns), plan.vertical().withoutRim());
        try (PixelRows rows = new Columns(narrow, needed.first(), picture.width())) {
            return rowsFirst(rows, across, plan.vertical().placed());
        }
    }

    private Image rowsFirst(PixelRows picture, AxisPlan across, AxisPlan down) {
        byte[] target = new byte[down.crop() * across.crop() * CHANNELS];
        new Pass(picture, across, down, target).run();
        return new Image(across.crop(), down.crop(), target);
    }

    /** One crop in the making. */
    private final class Pass {
        private final PixelRows picture;
        private final AxisPlan across;
        private final AxisPlan down;
        private final ResampleKernel horizontal;
        private final ResampleKernel vertical;
        private final byte[] target;
        private final int samples;
        private final int left;
        private final int columns;
        private final byte[] row;
        private final boolean kept;
        private final int[][] ring;
        private int widened;

        Pass(PixelRows picture, AxisPlan across, AxisPlan down, byte[] target) {
            this.picture = picture;
            this.across = across;
            this.down = down;
            this.horizontal = cache.of(across);
            this.vertical = cache.of(down);
            this.target = target;
            this.samples = across.count() * CHANNELS;
            this.left = horizontal.first();
            this.columns = horizontal.end() - left;
            this.row = new byte[columns * CHANNELS];
            this.kept = (long) vertical.stride * samples <= MAX_KEPT;
            this.ring = new int[kept ? vertical.stride : 1][samples];
            this.widened = vertical.first();
        }

        void run() {
            if (kept) {
                rowByRow();
            } else {
                sumBySum();
            }
        }

        private int at(int y) {
            return ((down.margin() + y) * across.crop() + across.margin()) * CHANNELS;
        }

        /** Each source row is added to the rows of the crop that it makes, and forgotten. */
        private void sumBySum() {
            int[][] sums = new int[down.count()][];
            int done = 0;
            for (int source = vertical.first(); source < vertical.end(); source++) {
                widenUpTo(source + 1);
                for (int y = done; y < sums.length && vertical.starts[y] <= source; y++) {
                    if (sums[y] == null) {
                        sums[y] = new int[samples];
                        VerticalPass.start(sums[y], samples);
                    }
                    if (source < vertical.end(y)) {
                        int weight = vertical.values[y * vertical.stride + source - vertical.starts[y]];
                        VerticalPass.add(sums[y], ring[0], weight, samples);
                    }
                }
                for (; done < sums.length && vertical.end(done) <= source + 1; done++) {
                    VerticalPass.finish(sums[done], target, at(done), samples, vertical.signed);
                    sums[done] = NOTHING;
                }
            }
        }

        private void rowByRow() {
            int[] sums = new int[samples];
            for (int y = 0; y < down.count(); y++) {
                int at = at(y);
                widenUpTo(vertical.end(y));
                if (down.isUnchanged()) {
                    VerticalPass.copy(ring[vertical.starts[y] % ring.length], target, at, samples);
                    continue;
                }
                VerticalPass.start(sums, samples);
                for (int k = 0; k < vertical.lengths[y]; k++) {
                    int[] row = ring[(vertical.starts[y] + k) % ring.length];
                    VerticalPass.add(sums, row, vertical.values[y * vertical.stride + k], samples);
                }
                VerticalPass.finish(sums, target, at, samples, vertical.signed);
            }
        }

        private void widenUpTo(int end) {
            int first = picture.blueFirst() ? CHANNELS - 1 : 0;
            for (; widened < end; widened++) {
                int[] narrow = ring[widened % ring.length];
                picture.read(widened, left, columns, row);
                if (across.isUnchanged()) {
                    HorizontalPass.copy(row, samples, first, narrow);
                } else {
                    HorizontalPass.resize(row, horizontal, first, narrow);
                }
            }
        }
    }
}
