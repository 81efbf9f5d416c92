package io.pokeai.engine.imaging.internal.geometry;

/**
 * One axis of a crop: which of the resized pixels it shows, and where.
 *
 * @param source length of the picture
 * @param resized length after the resize; may exceed what an array can hold, only the crop is ever computed
 * @param first index of the first resized pixel that the crop shows
 * @param count how many of them it shows
 * @param margin black pixels of the crop before the first; above 0 only when the resized picture is smaller than the crop
 * @param crop length of the crop
 */
public record AxisPlan(int source, long resized, long first, int count, int margin, int crop) {
    static AxisPlan of(int source, long resized, int crop) {
        if (resized <= crop) {
            // torchvision pads to the size of the crop first: the smaller half before.
            return new AxisPlan(source, resized, 0, (int) resized, (int) (crop - resized) / 2, crop);
        }
        // Python's round: halves go to the even number, as rint does.
        long first = (long) Math.rint((resized - crop) / 2.0);
        return new AxisPlan(source, resized, first, crop, 0, crop);
    }

    /** Whether the resize leaves this axis as it is. */
    boolean isUnchanged() {
        return resized == source;
    }
}
