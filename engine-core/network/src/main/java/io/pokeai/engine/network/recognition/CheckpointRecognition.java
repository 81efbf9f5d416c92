package io.pokeai.engine.network.recognition;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Provenance;
import io.pokeai.engine.api.Provenance.Origin;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.backend.BinaryHead;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.Sourced;
import io.pokeai.engine.network.Network;
import io.pokeai.engine.network.Shapes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A checkpoint that turned out to hold a known network.
 *
 * @param source as it was handed in
 * @param network what it computes
 */
record CheckpointRecognition(ModelSource source, Network network) {
    /**
     * The complete model spec of the file; its scores are logits, of classes that exclude each other unless it is
     * declared otherwise.
     *
     * @param backend its id
     * @param inputInFile what the file says about the preprocessing
     * @param usualInput what such networks are trained to see
     * @param labelsInFile class names in the file
     * @param ensemble how folds of such models become one answer
     * @throws EngineException {@code LABELS_MISMATCH}, or {@code MODEL_INVALID} when the network cannot take pictures of
     *     the size, without the file's name
     */
    ModelSpec spec(
            String backend,
            Supplier<Optional<Sourced<InputSpec>>> inputInFile,
            Supplier<Sourced<InputSpec>> usualInput,
            Supplier<Optional<Sourced<Labels>>> labelsInFile,
            ModelSpec.EnsembleRule ensemble) {
        Sourced<InputSpec> input = source.input(inputInFile, any -> true, usualInput);
        Shapes.of(network, input.value().height(), input.value().width());
        ScoreKind output = source.output().orElse(ScoreKind.LOGITS);
        if (!output.isLogits()) {
            throw notLinear(output);
        }
        Origin origin = source.output().isPresent() ? Origin.stated("declared") : Origin.found("a linear last layer");
        Provenance provenance = Provenance.STATED.withInput(input.origin()).withOutput(origin);
        Map<String, String> options = new TreeMap<>(source.options());
        options.remove(ModelSpec.POSITIVE);
        options.putIfAbsent(ModelSpec.FAMILY, network.architecture());
        Labels labels;
        if (network.classes() == 1 && !output.isIndependent()) {
            BinaryHead head = BinaryHead.of(names(labelsInFile), source.options());
            BinaryHead sure = source.output().isPresent() ? head : head.takenForLogit();
            labels = sure.labels();
            options.put(ModelSpec.POSITIVE, sure.positive());
            provenance = provenance.withLabels(sure.origin());
        } else {
            Sourced<Labels> named = labels(labelsInFile);
            labels = named.value();
            provenance = provenance.withLabels(named.origin());
        }
        return new ModelSpec(
                source.modelName(),
                source.hashes().sha256(source.file()),
                backend,
                List.of(source.file()),
                input.value(),
                labels,
                output,
                ensemble,
                options,
                provenance);
    }

    /** The names of the one or two classes of a model with one output, when they are declared anywhere. */
    private Optional<Labels> names(Supplier<Optional<Sourced<Labels>>> inFile) {
        return source.labels()
                .or(() -> inFile.get().map(Sourced::value))
                .or(() -> source.companion()
                        .labels()
                        .filter(found ->
                                !found.origin().isAssumed() || found.value().size() <= BinaryHead.CLASSES)
                        .map(Sourced::value))
                .or(source::defaultLabels);
    }

    private Sourced<Labels> labels(Supplier<Optional<Sourced<Labels>>> inFile) {
        Sourced<Labels> labels = source.labels(
                inFile,
                names -> names.size() == network.classes(),
                () -> Sourced.numbers(Labels.numbered(Math.min(network.classes(), Labels.MAX_CLASSES))));
        if (labels.value().size() != network.classes()) {
            throw new EngineException(
                    ErrorCode.LABELS_MISMATCH,
                    "the network gives " + network.classes() + " scores, and there are "
                            + labels.value().size() + " class names ("
                            + labels.origin().source() + ").",
                    "Correct classes.txt, or declare the labels of this model beside it.");
        }
        return labels;
    }

    private static EngineException notLinear(ScoreKind output) {
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                "the model is declared to give " + output.id().replace('_', ' ') + ", and its last layer is linear.",
                "Declare \"output\": \"logits\", or \"independent_logits\" for a multi-label model, or nothing.");
    }
}
