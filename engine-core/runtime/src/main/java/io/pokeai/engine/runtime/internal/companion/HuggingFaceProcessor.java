package io.pokeai.engine.runtime.internal.companion;

import io.pokeai.engine.api.ChannelOrder;
import io.pokeai.engine.api.Crop;
import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Interpolation;
import io.pokeai.engine.api.Resize;
import io.pokeai.engine.api.Rgb;
import io.pokeai.engine.runtime.internal.companion.ProcessorKind.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hugging Face's {@code preprocessor_config.json} as an input spec: resize, centre crop, rescale, normalise, in this order.
 *
 * <p>Old and new keys are read alike: {@code size} as a number, {@code [height, width]}, {@code height} and {@code width}, or
 * {@code shortest_edge}. What is missing is taken from the {@link ProcessorKind}, which {@code image_processor_type},
 * {@code feature_extractor_type}, or the {@code model_type} or {@code architectures} of {@code config.json} name.
 *
 * <p><b>Numbers</b> pixels are those of Pillow. Values are those of NumPy but for the last bit of a float32 where
 * {@code rescale_factor} is not the inverse of a float32. {@code …Fast} processors resize with torchvision's tensors instead,
 * which differ by a level here and there; their Pillow form is computed, and the origin says so.
 *
 * <p><b>Source</b> {@code transformers/image_transforms.py} ({@code resize}, {@code center_crop}, {@code rescale},
 * {@code normalize}, {@code get_resize_output_image_size}), {@code image_processing_utils.py} ({@code get_size_dict}),
 * {@code models/convnext}, {@code levit}, {@code poolformer}, {@code efficientnet}, {@code mobilevit}.
 */
final class HuggingFaceProcessor {
    static final String FILE = "preprocessor_config.json";

    /** They do not change what a classifier sees. */
    private static final Set<String> HARMLESS = Set.of(
            "image_processor_type",
            "feature_extractor_type",
            "processor_class",
            "_processor_class",
            "_valid_processor_keys",
            "valid_processor_keys",
            "model_input_names",
            "return_tensors",
            "input_data_format",
            "device",
            "disable_grouping",
            "do_convert_rgb",
            "do_reduce_labels",
            "reduce_labels",
            "default_to_square",
            "transformers_version",
            "size_divisor");

    private static final Set<String> READ = Set.of(
            "do_resize",
            "size",
            "crop_pct",
            "resample",
            "do_center_crop",
            "crop_size",
            "do_rescale",
            "rescale_factor",
            "rescale_offset",
            "do_normalize",
            "image_mean",
            "image_std",
            "include_top",
            "do_flip_channel_order",
            "data_format",
            "num_channels",
            "antialias");

    /** ConvNeXt crops smaller pictures, and squashes larger ones. */
    private static final int CONVNEXT_WHOLE = 384;

    private static final double CONVNEXT_CROP = 224.0 / 256;
    private static final double POOLFORMER_CROP = 0.9;
    private static final double LEVIT_SCALE = 256.0 / 224;
    private static final double BYTE_RANGE = 255;
    private static final double HALF_RANGE = 127.5;

    private final JsonObject json;
    private final Optional<ProcessorKind> kind;
    private final Optional<String> type;
    private final List<String> unsure = new ArrayList<>();

    /** @param config the model's {@code config.json}, if there is one */
    HuggingFaceProcessor(JsonObject json, Optional<JsonObject> config) {
        this.json = json;
        this.type = json.text("image_processor_type").or(() -> json.text("feature_extractor_type"));
        Optional<String> family = type.map(HuggingFaceProcessor::familyOf)
                .or(() -> config.flatMap(other -> other.text("model_type")))
                .or(() -> config.flatMap(HuggingFaceProcessor::architecture));
        family.filter(ProcessorKind::isOther).ifPresent(other -> {
            throw json.refused("it is of " + type.orElse(other) + ", which the engine cannot reproduce");
        });
        Optional<ProcessorKind> known = family.flatMap(ProcessorKind::of);
        // Only ConvNeXt and PoolFormer have the key, and the latter has always been named.
        this.kind = known.isEmpty() && json.has("crop_pct") ? Optional.of(ProcessorKind.CONVNEXT) : known;
        if (type.isPresent() && known.isEmpty()) {
            unsure.add(type.get() + " is not known to the engine, and read by its keys");
        }
    }

    private static String familyOf(String type) {
        return type.replaceFirst("(ImageProcessor(Fast|Pil)?|FeatureExtractor)$", "");
    }

    private static Optional<String> architecture(JsonObject config) {
        return config.list("architectures")
                .filter(list -> !list.isEmpty())
                .map(list -> String.valueOf(list.get(0)).replaceFirst("For[A-Z].*$", ""));
    }

    /** The source of the preprocessing, for people. */
    String source() {
        String name = json.file()
                + type.map(text -> " (" + text + (text.endsWith("Fast") ? ", computed with Pillow)" : ")"))
                        .orElse("");
        return unsure.isEmpty() ? name : name + "; " + String.join("; ", unsure);
    }

    /** Whether a key was missing or not understood; known after {@link #input}. */
    boolean isUnsure() {
        return !unsure.isEmpty();
    }

    /**
     * @throws EngineException {@code MODEL_INVALID} for what cannot be reproduced
     */
    InputSpec input() {
        requireUnderstood();
        Size size = resize();
        boolean normalises = json.flag("do_normalize")
                .orElse(kind.map(known -> known.statistics != Statistics.NONE).orElse(true));
        boolean flips = json.flag("do_flip_channel_order")
                .orElse(kind.filter(ProcessorKind.MOBILEVIT::equals).isPresent());
        if (flips && normalises) {
            throw json.refused("it both normalises and flips the channels, in an order that it does not say");
        }
        Rgb mean = normalises ? colours("image_mean", true) : Statistics.NONE.mean;
        Rgb std = normalises ? colours("image_std", false) : Statistics.NONE.std;
        if (json.flag("rescale_offset").orElse(false)) {
            requireHalfRange();
            mean = new Rgb(mean.red() + 1, mean.green() + 1, mean.blue() + 1);
        }
        if (isEfficientNet() && json.flag("include_top").orElse(true)) {
            Rgb again = colours("image_std", false);
            std = new Rgb(std.red() * again.red(), std.green() * again.green(), std.blue() * again.blue());
        }
        return new InputSpec(
                Decoder.PILLOW,
                size.resize(),
                size.resize().equals(Resize.NONE) ? Interpolation.BILINEAR : interpolation(),
                size.crop(),
                scale(),
                mean,
                std,
                flips ? ChannelOrder.BGR : ChannelOrder.RGB);
    }

    private boolean isEfficientNet() {
        return kind.filter(ProcessorKind.EFFICIENTNET::equals).isPresent();
    }

    /** Refuses steps that cannot be reproduced, and notes keys that are not understood. */
    private void requireUnderstood() {
        for (String name : json.names()) {
            Object value = json.fields().get(name);
            boolean off = Boolean.FALSE.equals(value);
            if (name.equals("antialias") && off) {
                throw json.refused("it resizes without antialiasing, which Pillow cannot");
            }
            if (off || HARMLESS.contains(name) || READ.contains(name)) {
                continue;
            }
            if (name.startsWith("do_")) {
                throw json.refused("its '" + name + "' is a step that the engine cannot reproduce");
            }
            unsure.add("'" + name + "' is not understood");
        }
        if (json.text("data_format")
                .filter(format -> !format.equals("channels_first"))
                .isPresent()) {
            throw json.wrong("data_format", "channels_first");
        }
        if (json.number("num_channels").filter(channels -> channels != 3).isPresent()) {
            throw json.wrong("num_channels", "3");
        }
    }

    /** How a picture gets its size. */
    private record Size(Resize resize, Crop crop) {}

    private Size resize() {
        boolean crops = json.flag("do_center_crop")
                .orElse(kind.map(known -> known.crops).orElse(false));
        Resize resize = json.flag("do_resize").orElse(true) ? wanted(crops) : Resize.NONE;
        if (kind.filter(ProcessorKind.CONVNEXT::equals).isPresent() && resize.mode() == Resize.Mode.SHORT_SIDE) {
            return convNext(resize.height());
        }
        if (kind.filter(ProcessorKind.LEVIT::equals).isPresent() && resize.mode() == Resize.Mode.SHORT_SIDE) {
            resize = Resize.shortSide((int) (LEVIT_SCALE * resize.height()));
        }
        if (kind.filter(ProcessorKind.POOLFORMER::equals).isPresent()) {
            resize = poolFormer(resize);
        }
        if (crops) {
            return new Size(resize, cropSize().withRounding(Crop.Rounding.FLOOR));
        }
        if (resize.mode() == Resize.Mode.EXACT) {
            return new Size(resize, new Crop(resize.height(), resize.width(), Crop.Rounding.HALF_EVEN));
        }
        throw json.refused("it keeps the shape of a picture and crops nothing, so pictures have no size in common");
    }

    private Size convNext(int side) {
        if (side >= CONVNEXT_WHOLE) {
            return new Size(Resize.exact(side, side), Crop.square(side));
        }
        int shortSide = (int) (side / json.number("crop_pct").orElse(CONVNEXT_CROP));
        return new Size(Resize.shortSide(shortSide), Crop.square(side).withRounding(Crop.Rounding.FLOOR));
    }

    private Resize poolFormer(Resize resize) {
        double part = json.number("crop_pct").orElse(POOLFORMER_CROP);
        int height = (int) (resize.height() / part);
        int width = (int) (resize.width() / part);
        return switch (resize.mode()) {
            case SHORT_SIDE -> Resize.shortSide(height);
            case EXACT -> height == width ? Resize.shortSide(height) : Resize.exact(height, width);
            default -> resize;
        };
    }

    private Resize wanted(boolean crops) {
        Object size = json.get("size").orElse(null);
        if (size == null) {
            if (kind.isEmpty()) {
                throw json.refused("it resizes, and does not say to which size");
            }
            return single(kind.get().size, kind.get().shortSide);
        }
        if (size instanceof Double) {
            boolean shortSide = json.flag("default_to_square")
                    .map(square -> !square)
                    .or(() -> kind.map(known -> known.shortSide))
                    .orElseGet(() -> {
                        unsure.add("'size' is one number, and nothing says whether of one side or of both");
                        return crops;
                    });
            return single(side("size", size), shortSide);
        }
        if (size instanceof List<?> list && list.size() == 2) {
            return Resize.exact(side("size", list.get(0)), side("size", list.get(1)));
        }
        if (size instanceof JsonObject object) {
            if (object.names().equals(Set.of("height", "width"))) {
                return Resize.exact(
                        side("size", object.fields().get("height")),
                        side("size", object.fields().get("width")));
            }
            if (object.names().equals(Set.of("shortest_edge"))) {
                return Resize.shortSide(side("size", object.fields().get("shortest_edge")));
            }
        }
        throw json.wrong("size", "a number, height and width, or shortest_edge alone");
    }

    private static Resize single(int side, boolean shortSide) {
        return shortSide ? Resize.shortSide(side) : Resize.exact(side, side);
    }

    private Crop cropSize() {
        Object size = json.get("crop_size").orElse(null);
        if (size == null) {
            if (kind.isEmpty()) {
                throw json.refused("it crops, and does not say to which size");
            }
            return Crop.square(kind.get().cropSize);
        }
        if (size instanceof Double) {
            return Crop.square(side("crop_size", size));
        }
        if (size instanceof List<?> list && list.size() == 2) {
            return new Crop(side("crop_size", list.get(0)), side("crop_size", list.get(1)), Crop.Rounding.FLOOR);
        }
        if (size instanceof JsonObject object && object.names().equals(Set.of("height", "width"))) {
            return new Crop(
                    side("crop_size", object.fields().get("height")),
                    side("crop_size", object.fields().get("width")),
                    Crop.Rounding.FLOOR);
        }
        throw json.wrong("crop_size", "a number, or height and width");
    }

    private int side(String field, @Nullable Object value) {
        if (value instanceof Double number
                && number == Math.rint(number)
                && number >= 1
                && number <= InputSpec.MAX_SIDE) {
            return number.intValue();
        }
        throw json.wrong(field, "lengths from 1 to " + InputSpec.MAX_SIDE + " pixels");
    }

    private Interpolation interpolation() {
        Object resample = json.get("resample").orElse(null);
        if (resample == null) {
            return kind.map(known -> known.interpolation).orElseGet(() -> {
                unsure.add("'resample' is missing");
                return Interpolation.BILINEAR;
            });
        }
        Optional<Interpolation> found = Optional.empty();
        if (resample instanceof Double number && number == Math.rint(number)) {
            found = Interpolation.ofNumber(number.longValue());
        } else if (resample instanceof String text) {
            found = Interpolation.ofText(text);
        }
        return found.orElseThrow(() -> json.wrong("resample", "one of Pillow's numbers 0 to 5"));
    }

    private float scale() {
        if (!json.flag("do_rescale").orElse(true)) {
            return 1f;
        }
        double factor = json.number("rescale_factor").orElse(1 / BYTE_RANGE);
        if (factor <= 0 || !Float.isFinite((float) (1 / factor))) {
            throw json.wrong("rescale_factor", "a number above 0");
        }
        return (float) (1 / factor);
    }

    /** Old versions subtract 127.5 before they scale, new ones 1 after: the same only for the factor 1/127.5. */
    private void requireHalfRange() {
        double factor = json.number("rescale_factor").orElse(1 / BYTE_RANGE);
        if (!json.flag("do_rescale").orElse(true) || Math.abs(factor * HALF_RANGE - 1) > 1e-6) {
            throw json.refused("its 'rescale_offset' means one thing in old versions of transformers and another in new"
                    + " ones, unless 'rescale_factor' is 1/127.5");
        }
    }

    private Rgb colours(String name, boolean mean) {
        Object value = json.get(name).orElse(null);
        if (value == null) {
            Statistics usual = kind.map(known -> known.statistics).orElseGet(() -> {
                unsure.add("'" + name + "' is missing");
                return Statistics.HALF;
            });
            return mean ? usual.mean : usual.std;
        }
        if (value instanceof Double number) {
            return new Rgb(number.floatValue(), number.floatValue(), number.floatValue());
        }
        return Colours.of(value).orElseThrow(() -> json.wrong(name, "three numbers"));
    }
}
