package io.pokeai.onnx.graph.recognition;

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
    private static final Set<String> LINEAR = Set.of("Gemm", "MatMul", "Add", "Conv", "LogSoftmax");
    private static final int MAX_STEPS = 16;

    private OutputKind() {}

    static ScoreKind of(ModelSource source, OnnxHeader header, Classification classification) {
        return source.output()
                .or(() -> Notes.single(header, KEY).map(OutputKind::parse))
                .orElseGet(() -> seen(header, classification.output()));
    }

    /** Ultralytics' classifiers end in a softmax; where another operator stands in its place, that one counts. */
    private static ScoreKind seen(OnnxHeader header, String output) {
        Optional<Maker> last = lastOperator(header, output);
        boolean isSoftmax = last.filter(OutputKind::isSoftmaxOfClasses).isPresent();
        boolean isLinear =
                last.filter(maker -> LINEAR.contains(maker.operator())).isPresent();
        boolean isUltralytics = UltralyticsMetadata.of(header).isPresent();
        return isSoftmax || (isUltralytics && !isLinear) ? ScoreKind.PROBABILITIES : ScoreKind.LOGITS;
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

    /** LogSoftmax gives logits: their softmax is its probabilities. */
    private static boolean isSoftmaxOfClasses(Maker maker) {
        return maker.operator().equals("Softmax") && maker.axis().orElse(1L) != 0;
    }

    /** What made the numbers of the output, behind operators that only carry them on. */
    private static Optional<Maker> lastOperator(OnnxHeader header, String output) {
        Optional<Maker> maker = Optional.ofNullable(header.makers().get(output));
        for (int step = 0; step < MAX_STEPS; step++) {
            if (maker.filter(m ->
                            TRANSPARENT.contains(m.operator()) && !m.inputs().isEmpty())
                    .isEmpty()) {
                return maker;
            }
            maker = maker.map(m -> header.makers().get(m.inputs().get(0)));
        }
        return Optional.empty();
    }
}
