package io.pokeai.engine.network.recognition;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.network.Network;
import io.pokeai.engine.network.Shapes;
import io.pokeai.engine.spi.ModelSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A checkpoint that turned out to hold a known network.
 *
 * @param source as it was handed in
 * @param network what it computes
 */
record CheckpointRecognition(ModelSource source, Network network) {
    /**
     * What the file is, all said; its scores are logits.
     *
     * @param backend its id
     * @param usualInput what such networks are trained to see, unless it is declared
     * @param ownLabels class names in the file
     * @param ensemble how folds of such models become one answer
     * @throws EngineException {@code LABELS_MISMATCH}, or {@code MODEL_INVALID} when the network cannot take pictures of
     *     the size, without the file's name
     */
    ModelSpec spec(String backend, InputSpec usualInput, Optional<Labels> ownLabels, ModelSpec.EnsembleRule ensemble) {
        InputSpec input = source.input().orElse(usualInput);
        Shapes.of(network, input.crop());
        source.output().filter(output -> output != ScoreKind.LOGITS).ifPresent(output -> requireLogits());
        Map<String, String> options = new TreeMap<>(source.options());
        options.putIfAbsent(ModelSpec.FAMILY, network.architecture());
        return new ModelSpec(
                source.name().orElseGet(() -> ModelSpec.nameOf(stem(source.file()))),
                source.hashes().sha256(source.file()),
                backend,
                List.of(source.file()),
                input,
                labels(ownLabels),
                ScoreKind.LOGITS,
                ensemble,
                options);
    }

    /** {@code resnet18} for {@code resnet18.pth}. */
    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private Labels labels(Optional<Labels> own) {
        Labels labels = source.labels()
                .or(() -> own)
                .or(source::defaultLabels)
                .orElseGet(() -> Labels.numbered(Math.min(network.classes(), Labels.MAX_CLASSES)));
        if (labels.size() != network.classes()) {
            throw new EngineException(
                    ErrorCode.LABELS_MISMATCH,
                    "the network gives " + network.classes() + " scores, and there are " + labels.size()
                            + " class names.",
                    "Correct classes.txt, or declare the labels of this model beside it.");
        }
        return labels;
    }

    private static void requireLogits() {
        throw new EngineException(
                ErrorCode.MODEL_INVALID,
                "the model is declared to give probabilities, and its last layer is linear.",
                "Declare \"output\": \"logits\", or nothing.");
    }
}
