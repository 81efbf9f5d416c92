package io.pokeai.engine.runtime.internal.companion;

import io.pokeai.engine.api.ChannelOrder;
import io.pokeai.engine.api.Crop;
import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Interpolation;
import io.pokeai.engine.api.Resize;
import io.pokeai.engine.api.Rgb;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * timm's {@code config.json} as an input spec: {@code pretrained_cfg}, or all fields at the top in files of old versions.
 *
 * <p>{@code test_input_size} and {@code test_crop_pct} count when the model takes pictures of that size and not of
 * {@code input_size}.
 *
 * <p><b>Source</b> timm 1.0: {@code models/_hub.py} ({@code _parse_model_cfg}), {@code data/config.py}
 * ({@code resolve_data_config}: what is missing), {@code data/transforms_factory.py} ({@code transforms_imagenet_eval}),
 * {@code data/transforms.py} ({@code ResizeKeepRatio}).
 */
final class TimmConfig {
    private static final double CROP_PART = 0.875;
    private static final String SIZE = "input_size";
    private static final String TEST_SIZE = "test_input_size";
    private static final float BYTE_RANGE = 255f;

    private final JsonObject json;

    private TimmConfig(JsonObject json) {
        this.json = json;
    }

    /** Empty for a {@code config.json} of another library. */
    static Optional<TimmConfig> of(JsonObject config) {
        Optional<JsonObject> nested = config.object("pretrained_cfg");
        if (nested.isPresent()) {
            return nested.map(TimmConfig::new);
        }
        return config.has("architecture") && (config.has(SIZE) || config.has("crop_pct") || config.has("interpolation"))
                ? Optional.of(new TimmConfig(config))
                : Optional.empty();
    }

    /**
     * @param fits whether the model can take it
     * @throws EngineException {@code MODEL_INVALID} for what cannot be reproduced
     */
    InputSpec input(Predicate<InputSpec> fits) {
        InputSpec usual = input(SIZE, "crop_pct");
        if (!fits.test(usual) && json.has(TEST_SIZE)) {
            InputSpec test = input(TEST_SIZE, json.has("test_crop_pct") ? "test_crop_pct" : "crop_pct");
            return fits.test(test) ? test : usual;
        }
        return usual;
    }

    private InputSpec input(String sizeField, String partField) {
        if (json.number("crop_border_pixels").filter(pixels -> pixels != 0).isPresent()) {
            throw json.refused("its 'crop_border_pixels' is a step that the engine cannot reproduce");
        }
        int[] size = size(sizeField);
        int height = size[0];
        int width = size[1];
        double part = json.number(partField).filter(number -> number != 0).orElse(CROP_PART);
        int largeHeight = large(height, part);
        int largeWidth = large(width, part);
        Interpolation interpolation = interpolation();
        Resize resize;
        String mode = json.text("crop_mode").orElse("center");
        switch (mode) {
            case "squash" -> resize = Resize.exact(largeHeight, largeWidth);
            case "border" ->
                throw json.refused(
                        "its 'crop_mode' border pads pictures with the mean, which the engine cannot reproduce");
            default -> {
                if (largeHeight == largeWidth) {
                    resize = Resize.shortSide(largeHeight);
                } else {
                    resize = Resize.cover(largeHeight, largeWidth);
                    // timm gives ResizeKeepRatio no interpolation here, and its default is bilinear.
                    interpolation = Interpolation.BILINEAR;
                }
            }
        }
        return new InputSpec(
                Decoder.PILLOW,
                resize,
                interpolation,
                new Crop(height, width, Crop.Rounding.HALF_EVEN),
                BYTE_RANGE,
                colours("mean", InputSpec.IMAGENET_MEAN),
                colours("std", InputSpec.IMAGENET_STD),
                ChannelOrder.RGB);
    }

    private int large(int side, double part) {
        double large = Math.floor(side / part);
        if (!(large >= 1 && large <= InputSpec.MAX_SIDE)) {
            throw json.wrong("crop_pct", "a part that makes sides of 1 to " + InputSpec.MAX_SIDE + " pixels");
        }
        return (int) large;
    }

    private int[] size(String field) {
        if (!json.has(field)) {
            return new int[] {224, 224};
        }
        Optional<List<?>> list = json.list(field);
        if (list.isPresent()
                && list.get().size() == 3
                && list.get().get(0) instanceof Double channels
                && channels == 3
                && list.get().get(1) instanceof Double height
                && list.get().get(2) instanceof Double width
                && isSide(height)
                && isSide(width)) {
            return new int[] {height.intValue(), width.intValue()};
        }
        throw json.wrong(field, "[3, height, width]");
    }

    private static boolean isSide(double pixels) {
        return pixels >= 1 && pixels <= InputSpec.MAX_SIDE && pixels == Math.rint(pixels);
    }

    private Interpolation interpolation() {
        String text = json.text("interpolation").filter(name -> !name.isEmpty()).orElse("bicubic");
        return Interpolation.ofText(text)
                .orElseThrow(() -> json.wrong("interpolation", "nearest, bilinear, bicubic, box, hamming or lanczos"));
    }

    private Rgb colours(String name, Rgb usual) {
        return json.get(name)
                .map(value -> Colours.of(value).orElseThrow(() -> json.wrong(name, "three numbers")))
                .orElse(usual);
    }
}
