package io.pokeai.onnx.graph;

import io.pokeai.engine.network.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A network as an ONNX model: input {@code input}, float32 {@code [batch, 3, size, size]}, output {@code logits}, float32
 * {@code [batch, classes]}, for any batch.
 *
 * <p><b>Threads</b> safe.
 */
public final class NetworkGraph {
    /** Changes whenever the same network becomes another graph: part of the key of whatever is derived from one. */
    public static final String VERSION = "1";

    private NetworkGraph() {}

    /**
     * Writes a model and its weights as two files; never more than one tensor is held in memory.
     *
     * @param size width and height of the pictures
     * @param model to be written
     * @param weights to be made in the same folder
     * @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID} when the network cannot take pictures of that size
     */
    public static void write(Network network, int size, Path model, Path weights) throws IOException {
        GraphBuilder graph = new GraphBuilder(network.architecture());
        try (WeightFile file = new WeightFile(graph, weights)) {
            describe(network, size, graph, file);
        }
        Files.write(model, graph.toModel());
    }

    /**
     * A model with its weights inside.
     *
     * @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID} also when it would exceed the 2 GiB of the format
     */
    public static byte[] toModel(Network network, int size) {
        GraphBuilder graph = new GraphBuilder(network.architecture());
        WeightSink inside = new WeightsInside(graph);
        try {
            describe(network, size, graph, inside);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return graph.toModel();
    }

    private static void describe(Network network, int size, GraphBuilder graph, WeightSink weights) throws IOException {
        Dimension batch = Dimension.symbol("batch");
        graph.input(Network.INPUT, batch, Dimension.of(3), Dimension.of(size), Dimension.of(size));
        String logits = new NetworkTranslation(network, size, graph, weights, "").write(Network.INPUT);
        graph.add("Identity", List.of(logits), List.of("logits"));
        graph.output("logits", batch, Dimension.of(network.classes()));
    }
}
