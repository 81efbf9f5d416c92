package io.pokeai.engine.imaging.internal.geometry;

import io.pokeai.engine.api.Crop.Rounding;
import io.pokeai.engine.api.Interpolation;

/**
 * One axis of a crop: which of the resized pixels it shows, and where.
 *
 * @param source length of the picture
 * @param resized length after the resize; may exceed what an array can hold, only the crop is ever computed
 * @param first index of the first resized pixel that the crop shows
 * @param count how many of them it shows
 * @param margin black pixels of the crop before the first; above 0 only when the resized picture is smaller than the crop
 * @param crop length of the crop
 * @param interpolation how resized pixels are computed
 */
public record AxisPlan(
        int source, long resized, long first, int count, int margin, int crop, Interpolation interpolation) {
    static AxisPlan of(int source, long resized, int crop, Rounding rounding, Interpolation interpolation) {
        boolean down = rounding == Rounding.FLOOR;
        if (resized <= crop) {
            // torchvision's rim has the smaller half before the picture, Hugging Face's the larger one.
            long rim = crop - resized;
            int margin = (int) (down ? rim - rim / 2 : rim / 2);
            return new AxisPlan(source, resized, 0, (int) resized, margin, crop, interpolation);
        }
        long spare = resized - crop;
        // Python's round: halves go to the even number, as rint does.
        long first = down ? spare / 2 : (long) Math.rint(spare / 2.0);
        return new AxisPlan(source, resized, first, crop, 0, crop, interpolation);
    }

    /** Whether the resize leaves this axis as it is. */
    boolean isUnchanged() {
        return resized == source;
    }

    /** A part of the same source, not resized. */
    AxisPlan asItIs(int start, int pixels) {
        return new AxisPlan(source, source, start, pixels, 0, pixels, interpolation);
    }

    /** What the crop shows, without the rim. */
    AxisPlan withoutRim() {
        return new AxisPlan(source, resized, first, count, 0, count, interpolation);
    }

    /** Puts what {@link #withoutRim} made into its place. */
    AxisPlan placed() {
        return new AxisPlan(count, count, 0, count, margin, crop, interpolation);
    }
}
