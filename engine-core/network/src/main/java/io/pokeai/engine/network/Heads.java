package io.pokeai.engine.network;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Gives a network that was trained for some classes another last layer, as people do who go on with its weights. */
public final class Heads {
    private Heads() {}

    /**
     * The same network with a last layer for so many classes, drawn as {@code nn.Linear} draws it; all other weights stay. A network
     * that has so many classes stays as it is.
     *
     * @throws EngineException {@code MODEL_INVALID} when its last layer is not a linear one
     */
    public static Network replaced(Network network, int classes, long seed) {
        if (network.classes() == classes) {
            return network;
        }
        Step last = network.steps().get(network.steps().size() - 1);
        if (!(last.operator() instanceof Operator.Linear linear)) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    network + ": the last layer is not a linear one, so that it cannot be replaced.",
                    "Start from random weights, or from a file with " + classes + " classes.");
        }
        long inputs = network.weight(linear.weight()).shape().get(1);
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        shapes.put(linear.weight(), List.of((long) classes, inputs));
        linear.bias().ifPresent(bias -> shapes.put(bias, List.of((long) classes)));
        Initialisation.Filler filler = new Initialisation.Filler(shapes, new Random(seed));
        filler.uniform(linear.weight(), linear.bias());
        Map<String, Tensor> weights = new LinkedHashMap<>(network.weights().tensors());
        weights.putAll(filler.stateDict().tensors());
        return new Network(network.family(), network.architecture(), network.steps(), new StateDict(weights), classes);
    }
}
