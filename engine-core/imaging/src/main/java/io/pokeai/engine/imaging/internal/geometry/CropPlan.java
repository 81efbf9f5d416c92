package io.pokeai.engine.imaging.internal.geometry;

import io.pokeai.engine.api.Crop;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Resize;

/** Which pixels a crop shows: the rules of size and place of torchvision, Hugging Face and timm. */
public record CropPlan(AxisPlan horizontal, AxisPlan vertical) {
    /** Pillow makes the columns of very tall pictures shorter before it touches their rows; all others the other way round. */
    private static final int TALL = 100;

    public static CropPlan of(int width, int height, InputSpec spec) {
        Resize resize = spec.resize();
        long resizedWidth = width;
        long resizedHeight = height;
        switch (resize.mode()) {
            case NONE -> {}
            case SHORT_SIDE -> {
                // The long side is int(resize * long / short); integer division gives the same.
                if (width <= height) {
                    resizedWidth = resize.width();
                    resizedHeight = (long) resize.width() * height / width;
                } else {
                    resizedHeight = resize.height();
                    resizedWidth = (long) resize.height() * width / height;
                }
            }
            case EXACT -> {
                resizedWidth = resize.width();
                resizedHeight = resize.height();
            }
            case COVER -> {
                // timm's ResizeKeepRatio: round(length / ratio), halves to even.
                double ratio = Math.min((double) height / resize.height(), (double) width / resize.width());
                resizedWidth = (long) Math.rint(width / ratio);
                resizedHeight = (long) Math.rint(height / ratio);
            }
        }
        Crop crop = spec.crop();
        return new CropPlan(
                AxisPlan.of(width, resizedWidth, crop.width(), crop.rounding(), spec.interpolation()),
                AxisPlan.of(height, resizedHeight, crop.height(), crop.rounding(), spec.interpolation()));
    }

    /**
     * Whether columns are resized before rows. The order counts, because what lies between is rounded. <b>Source</b>
     * {@code Image.resize} of Pillow 12.3, src/PIL/Image.py.
     */
    boolean isColumnsFirst() {
        return vertical.source() > (long) TALL * horizontal.source() && vertical.resized() < vertical.source();
    }
}
