package io.pokeai.onnx.graph;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.network.Network;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A network as an ONNX model: input {@code input}, float32 {@code [batch, 3, height, width]}, output {@code logits}, float32
 * {@code [batch, classes]}, for any batch.
 *
 * <p><b>Threads</b> safe.
 */
public final class NetworkGraph {
    /**
     * Changes whenever the same network becomes another graph; part of the key of everything that is derived from a
     * graph.
     */
    public static final String VERSION = "1";

    private NetworkGraph() {}

    /**
     * Writes a model and its weights as two files; never more than one tensor is held in memory.
     *
     * @param input what the pictures are: their size counts
     * @param model to be written
     * @param weights to be made in the same folder
     * @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID} when the network cannot take pictures of that size
     */
    public static void write(Network network, InputSpec input, Path model, Path weights) throws IOException {
        GraphBuilder graph = new GraphBuilder(network.architecture());
        try (WeightFile file = new WeightFile(graph, weights)) {
            describe(network, input, graph, file);
        }
        Files.write(model, graph.toModel());
    }

    /**
     * A model with its weights inside.
     *
     * @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID} also when it would exceed the 2 GiB of the format
     */
    public static byte[] toModel(Network network, InputSpec input) {
        GraphBuilder graph = new GraphBuilder(network.architecture());
        WeightSink inside = new WeightsInside(graph);
        try {
            describe(network, input, graph, inside);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return graph.toModel();
    }

    private static void describe(Network network, InputSpec input, GraphBuilder graph, WeightSink weights)
            throws IOException {
        describe(List.of(network), input, ModelSpec.EnsembleRule.SINGLE, ScoreKind.LOGITS, graph, weights);
    }

    /** One graph for all folds of a model, which share their input; returns what the scores of its output are. */
    private static ScoreKind describe(
            List<Network> folds,
            InputSpec input,
            ModelSpec.EnsembleRule rule,
            ScoreKind scores,
            GraphBuilder graph,
            WeightSink weights)
            throws IOException {
        Dimension batch = Dimension.symbol("batch");
        graph.input(Network.INPUT, batch, Dimension.of(3), Dimension.of(input.height()), Dimension.of(input.width()));
        boolean probabilities = folds.size() > 1 && rule == ModelSpec.EnsembleRule.MEAN_PROBABILITIES;
        List<String> outputs = new ArrayList<>();
        for (Network fold : folds) {
            String prefix = folds.size() == 1 ? "" : "fold" + (outputs.size() + 1) + "/";
            String logits = new NetworkTranslation(fold, input, graph, weights, prefix).write(Network.INPUT);
            // The softmax of a single output would always be 1.
            boolean sigmoid = fold.classes() == 1 || scores.isIndependent();
            outputs.add(
                    !probabilities
                            ? logits
                            : sigmoid
                                    ? graph.add("Sigmoid", List.of(logits))
                                    : graph.add("Softmax", List.of(logits), Attribute.of("axis", 1)));
        }
        String output = probabilities ? "probabilities" : "logits";
        graph.add(outputs.size() == 1 ? "Identity" : "Mean", outputs, List.of(output));
        graph.output(output, batch, Dimension.of(folds.get(0).classes()));
        return probabilities ? scores.asProbabilities() : scores;
    }

    /**
     * Writes one or several folds as one {@code .onnx} file, for any runtime; the folds share the input, and the output is
     * their mean. Weights of more than 2 GiB go into a file beside it, {@code <file>.data}.
     *
     * @param input what the pictures are: their size counts
     * @param rule for several folds: the mean of their logits, or of their probabilities
     * @param scores what the networks give: logits, of classes that exclude each other or are independent
     * @param notes makes the metadata from what the output is
     * @throws io.pokeai.engine.api.EngineException {@code INVALID_ARGUMENT} for folds of different numbers of classes
     */
    public static void export(
            List<Network> folds,
            InputSpec input,
            ModelSpec.EnsembleRule rule,
            ScoreKind scores,
            Function<ScoreKind, Map<String, String>> notes,
            Path file)
            throws IOException {
        requireSameClasses(folds);
        GraphBuilder graph = new GraphBuilder(folds.get(0).architecture());
        long bytes = folds.stream()
                .flatMap(fold -> fold.weights().tensors().values().stream())
                .mapToLong(tensor -> tensor.elements() * Float.BYTES)
                .sum();
        ScoreKind output;
        if (bytes < WeightsInside.MAX_BYTES) {
            output = describe(folds, input, rule, scores, graph, new WeightsInside(graph));
        } else {
            Path data = file.resolveSibling(file.getFileName() + ".data");
            Files.deleteIfExists(data);
            try (WeightFile weights = new WeightFile(graph, data)) {
                output = describe(folds, input, rule, scores, graph, weights);
            }
        }
        notes.apply(output).forEach(graph::metadata);
        Path unfinished = Files.createTempFile(file.toAbsolutePath().getParent(), ".export", ".partial");
        try {
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                graph.writeTo(out);
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void requireSameClasses(List<Network> folds) {
        for (Network fold : folds) {
            if (fold.classes() != folds.get(0).classes()) {
                throw EngineException.invalidArgument(
                        "The folds give " + folds.get(0).classes() + " and " + fold.classes() + " scores.",
                        "Folds of one model have the same classes.");
            }
        }
    }
}
