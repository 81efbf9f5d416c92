package io.pokeai.engine.imaging.internal.geometry;

import io.pokeai.engine.api.InputSpec;

/** torchvision's rules of size and place: {@code CenterCrop(crop)(Resize(resize)(picture))}. */
public record CropPlan(AxisPlan horizontal, AxisPlan vertical) {
    public static CropPlan of(int width, int height, InputSpec spec) {
        long resizedWidth = spec.resize();
        long resizedHeight = spec.resize();
        // The long side is int(resize * long / short); integer division gives the same.
        if (width <= height) {
            resizedHeight = (long) spec.resize() * height / width;
        } else {
            resizedWidth = (long) spec.resize() * width / height;
        }
        return new CropPlan(
                AxisPlan.of(width, resizedWidth, spec.crop()), AxisPlan.of(height, resizedHeight, spec.crop()));
    }
}
