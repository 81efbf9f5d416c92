package io.pokeai.backend.onnx.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.spi.ModelSource;
import io.pokeai.onnx.graph.OnnxHeader;
import io.pokeai.onnx.graph.OnnxHeader.Maker;
import io.pokeai.onnx.graph.UltralyticsMetadata;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds out what the scores are: declared, in the metadata, or seen from the last operator. */
final class OutputKind {
    static final String KEY = "pokeai.output";

    // These leave each number as it is.
    private static final Set<String> TRANSPARENT =
            Set.of("Identity", "Flatten", "Reshape", "Squeeze", "Cast", "Dropout");
    private static final int MAX_STEPS = 16;

    private OutputKind() {}

    static ScoreKind of(ModelSource source, OnnxHeader header, Classification classification) {
        return source.output()
                .or(() -> Notes.single(header, KEY).map(OutputKind::parse))
                .or(() -> endsInSoftmax(header, classification.output())
                                || UltralyticsMetadata.of(header).isPresent()
                        ? Optional.of(ScoreKind.PROBABILITIES)
                        : Optional.empty())
                .orElse(ScoreKind.LOGITS);
    }

    private static ScoreKind parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "logits" -> ScoreKind.LOGITS;
            case "probabilities" -> ScoreKind.PROBABILITIES;
            default ->
                throw new EngineException(
                        ErrorCode.MODEL_INVALID,
                        "its metadata '" + KEY + "' is '" + text + "'.",
                        "It is 'logits' or 'probabilities'.");
        };
    }

    /** A softmax over the classes; LogSoftmax counts as logits, for softmax brings back its probabilities. */
    private static boolean endsInSoftmax(OnnxHeader header, String output) {
        String tensor = output;
        for (int step = 0; step < MAX_STEPS; step++) {
            Maker maker = header.makers().get(tensor);
            if (maker == null || maker.inputs().isEmpty()) {
                return false;
            }
            if (maker.operator().equals("Softmax")) {
                return maker.axis().orElse(1L) != 0;
            }
            if (!TRANSPARENT.contains(maker.operator())) {
                return false;
            }
            tensor = maker.inputs().get(0);
        }
        return false;
    }
}
