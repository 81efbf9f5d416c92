package io.pokeai.onnx.quantization.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.network.Families;
import io.pokeai.engine.network.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The model that is quantised, file by file.
 *
 * @param spec as the engine knows it
 * @param parts those of its files that are quantised
 */
record SourceModel(ModelSpec spec, List<Part> parts) {
    SourceModel {
        parts = List.copyOf(parts);
    }

    /**
     * One file.
     *
     * @param fold the number of its fold; empty for a lone file
     */
    record Part(Path file, OptionalInt fold) {
        /**
         * The network of the file.
         *
         * @throws EngineException {@code INVALID_ARGUMENT} for a file that is not a checkpoint, {@code MODEL_INVALID} for one of an
         *     unknown network
         */
        Network network() {
            if (!CheckpointReader.looksLikeCheckpoint(file)) {
                throw EngineException.invalidArgument(
                        file.getFileName() + " is not a PyTorch checkpoint.",
                        "Quantisation starts from the network's own weights: name a model of .pth or best.pt files."
                                + " ONNX graphs of others are quantised by onnxruntime.quantization.");
            }
            return Families.find(CheckpointReader.read(file))
                    .orElseThrow(() -> new EngineException(
                            ErrorCode.MODEL_INVALID,
                            file.getFileName() + " holds no known network.",
                            "Known are " + Families.known() + "."));
        }

        /** What its quantised file is called. */
        String fileName(String model) {
            return model + (fold.isPresent() ? "_fold" + fold.getAsInt() : "") + ".onnx";
        }
    }

    /**
     * All files of a model, or one fold.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when there is no such fold
     */
    static SourceModel of(ModelSpec spec, @Nullable Integer fold) {
        List<Integer> numbers = spec.foldNumbers();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < spec.files().size(); i++) {
            OptionalInt number = i < numbers.size() ? OptionalInt.of(numbers.get(i)) : OptionalInt.empty();
            if (fold == null || number.equals(OptionalInt.of(fold))) {
                parts.add(new Part(spec.files().get(i), number));
            }
        }
        if (parts.isEmpty()) {
            throw EngineException.invalidArgument(
                    "Model '" + spec.name() + "' has no fold " + fold + ".",
                    numbers.isEmpty() ? "It has no folds." : "It has folds " + numbers + ".");
        }
        return new SourceModel(spec, parts);
    }

    /** What the quantised files give: logits, or probabilities where folds are averaged as probabilities. */
    ScoreKind output() {
        if (spec.ensemble() == ModelSpec.EnsembleRule.MEAN_PROBABILITIES) {
            return spec.output().asProbabilities();
        }
        return spec.output().isIndependent() ? ScoreKind.INDEPENDENT_LOGITS : ScoreKind.LOGITS;
    }
}
