package io.pokeai.onnx.graph.recognition;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.spi.ModelSource;
import io.pokeai.onnx.graph.OnnxHeader;
import io.pokeai.onnx.graph.UltralyticsMetadata;
import java.util.Optional;

/** Finds out what a model was trained to see: declared, in its metadata, or torchvision's usual transforms. */
record Preprocessing(InputSpec input) {
    static final String KEY = "pokeai.input";

    // Longer than any input spec, and short enough for a message.
    private static final int MAX_NOTE_LENGTH = 300;

    // PokeAI trains with Resize(255), CenterCrop(224); other crops in proportion.
    private static final double RESIZE_PER_CROP = 1.14;

    static Preprocessing of(ModelSource source, OnnxHeader header, Classification classification) {
        Optional<UltralyticsMetadata> ultralytics = UltralyticsMetadata.of(header);
        Optional<Integer> exported = ultralytics.flatMap(UltralyticsMetadata::size);
        Optional<InputSpec> stated = source.input().or(() -> note(header));
        if (stated.isEmpty() && exported.isPresent()) {
            requireSame(exported.get(), classification, "its metadata says imgsz " + exported.get());
        }
        InputSpec input = stated.or(() -> ultralytics.flatMap(
                        metadata -> exported.or(classification::size).map(InputSpec::yolo)))
                .or(() -> classification.size().map(Preprocessing::torchvision))
                .orElseThrow(Preprocessing::unknown);
        requireSame(input.crop(), classification, "its input spec is " + input);
        return new Preprocessing(input);
    }

    /** PokeAI's transforms for a picture size: {@code tv255_224}, {@code tv109_96}, {@code tv73_64}. */
    static InputSpec torchvision(int crop) {
        int resize = (int) Math.min(InputSpec.MAX_SIDE, Math.round(RESIZE_PER_CROP * crop));
        return InputSpec.torchvision(resize, crop);
    }

    private static Optional<InputSpec> note(OnnxHeader header) {
        return Notes.single(header, KEY).map(text -> {
            try {
                return InputSpec.parse(text.substring(0, Math.min(text.length(), MAX_NOTE_LENGTH)));
            } catch (EngineException e) {
                throw new EngineException(
                        ErrorCode.MODEL_INVALID, "its metadata '" + KEY + "': " + e.problem(), e.remedy(), e);
            }
        });
    }

    private static void requireSame(int crop, Classification classification, String stated) {
        classification.size().filter(size -> size != crop).ifPresent(size -> {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    stated + ", but the graph takes pictures of " + size + " × " + size + " pixels.",
                    "Correct the one that is wrong.");
        });
    }

    private static EngineException unknown() {
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                "the graph takes pictures of any size, and nothing says which one the model was trained with.",
                "Declare the input spec beside the model, such as \"input\": \"tv255_224\".");
    }
}
