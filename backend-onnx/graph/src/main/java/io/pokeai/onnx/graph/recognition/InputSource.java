package io.pokeai.onnx.graph.recognition;

import io.pokeai.engine.api.ChannelOrder;
import io.pokeai.engine.api.Crop;
import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Interpolation;
import io.pokeai.engine.api.Resize;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.PokeAiFile;
import io.pokeai.engine.api.backend.Sourced;
import io.pokeai.onnx.graph.OnnxHeader;
import io.pokeai.onnx.graph.UltralyticsMetadata;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds out what a model was trained to see: declared, in its metadata, in files beside it, or torchvision's usual transforms,
 * which are an assumption.
 */
record InputSource(ModelSource source, OnnxHeader header, Classification classification) {
    static final String KEY = "pokeai.input";

    // Longer than any input spec, and short enough for a message.
    private static final int MAX_NOTE_LENGTH = 500;

    // PokeAI trains with Resize(255), CenterCrop(224); other crops in proportion.
    private static final double RESIZE_PER_CROP = 1.14;
    private static final int TRAINED_SIDE = 224;

    static Sourced<InputSpec> of(ModelSource source, OnnxHeader header, Classification classification) {
        return new InputSource(source, header, classification).find();
    }

    private Sourced<InputSpec> find() {
        Sourced<InputSpec> input = source.input(() -> note().or(this::ultralytics), classification::takes, this::usual);
        requireSame(
                input.value(),
                "its input spec is " + input.value() + " (" + input.origin().source() + ")");
        return input;
    }

    private Optional<Sourced<InputSpec>> ultralytics() {
        Optional<UltralyticsMetadata> ultralytics = UltralyticsMetadata.of(header);
        if (ultralytics.isEmpty()) {
            return Optional.empty();
        }
        Optional<Integer> exported = ultralytics.get().size();
        if (exported.isPresent()) {
            InputSpec input = InputSpec.yolo(exported.get());
            requireSame(input, "its metadata says imgsz " + exported.get());
            return Optional.of(Sourced.stated(input, "Ultralytics' metadata (imgsz)"));
        }
        return classification
                .square()
                .map(side -> Sourced.found(InputSpec.yolo(side), "Ultralytics' metadata, size of the graph's input"));
    }

    private Sourced<InputSpec> usual() {
        if (classification.height().isEmpty() || classification.width().isEmpty()) {
            throw unknown();
        }
        int height = classification.height().get();
        int width = classification.width().get();
        InputSpec input = height == width ? torchvision(height) : squashed(height, width);
        Path file = source.file();
        if (PokeAiFile.isFold(file) && height == TRAINED_SIDE && width == TRAINED_SIDE) {
            return Sourced.found(input, "PokeAI's training, by the name of the file");
        }
        return Sourced.assumed(
                input,
                "torchvision's transforms for the size of the graph's input",
                PokeAiFile.declaration(file, "input", input.id()));
    }

    /** PokeAI's transforms for a picture size: {@code tv255_224}, {@code tv109_96}, {@code tv73_64}. */
    static InputSpec torchvision(int crop) {
        int resize = (int) Math.min(InputSpec.MAX_SIDE, Math.round(RESIZE_PER_CROP * crop));
        return InputSpec.torchvision(resize, crop);
    }

    /** The whole picture, for an input that is not square. */
    private static InputSpec squashed(int height, int width) {
        InputSpec square = InputSpec.torchvision(height, height);
        return new InputSpec(
                Decoder.PILLOW,
                Resize.exact(height, width),
                Interpolation.BILINEAR,
                new Crop(height, width, Crop.Rounding.HALF_EVEN),
                square.scale(),
                square.mean(),
                square.std(),
                ChannelOrder.RGB);
    }

    private Optional<Sourced<InputSpec>> note() {
        return Notes.single(header, KEY).map(text -> {
            try {
                return Sourced.stated(
                        InputSpec.parse(text.substring(0, Math.min(text.length(), MAX_NOTE_LENGTH))),
                        "its metadata '" + KEY + "'");
            } catch (EngineException e) {
                throw new EngineException(
                        ErrorCode.MODEL_INVALID, "its metadata '" + KEY + "': " + e.problem(), e.remedy(), e);
            }
        });
    }

    private void requireSame(InputSpec input, String stated) {
        if (!classification.takes(input)) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    stated + ", but the graph takes pictures of " + classification.shownSize() + " pixels.",
                    "Correct the one that is wrong, or declare the input spec beside the model, such as "
                            + PokeAiFile.declaration(source.file(), "input", "tv255_224") + ".");
        }
    }

    private EngineException unknown() {
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                "the graph takes pictures of any size, and nothing says which one the model was trained with.",
                "Declare the input spec beside the model, such as "
                        + PokeAiFile.declaration(source.file(), "input", "tv255_224") + ".");
    }
}
