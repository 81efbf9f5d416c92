package io.pokeai.djl.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import io.pokeai.engine.network.Network;
import io.pokeai.engine.network.Operator;
import io.pokeai.engine.network.Shapes;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A network whose weights can be changed, by the same operators that answer later.
 *
 * <p><b>Shapes</b> float32 {@code [n, 3, height, width]} to the logits {@code [n, classes]}, for any n.<br>
 * <b>Ownership</b> all tensors belong to the manager that it was made with.<br>
 * <b>Threads</b> confined to one.
 */
public final class TrainableNetwork {
    private final NetworkBlock block;
    private final TrainingRegime regime;
    private final NDManager manager;
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();
    private final Map<String, NDArray> statistics = new LinkedHashMap<>();

    /**
     * @param manager owns the copies of the network's tensors
     * @param masks what is dropped
     * @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID} when the network cannot take pictures of that size
     */
    public TrainableNetwork(Network network, int height, int width, NDManager manager, Masks masks) {
        this.manager = manager;
        this.regime = new TrainingRegime(masks);
        NativeWeights weights = new NativeWeights(manager);
        Set<String> running = running(network);
        this.block = new NetworkBlock(
                network,
                Shapes.of(network, height, width),
                name -> {
                    NDArray copy = weights.copy(network.weight(name));
                    copy.setRequiresGradient(!running.contains(name));
                    (running.contains(name) ? statistics : parameters).put(name, copy);
                    return copy;
                },
                regime);
    }

    /** The names of running statistics, which no gradient changes. */
    private static Set<String> running(Network network) {
        Set<String> names = new HashSet<>();
        network.steps().forEach(step -> {
            if (step.operator() instanceof Operator.BatchNormalisation norm) {
                names.add(norm.mean());
                names.add(norm.variance());
            }
        });
        return names;
    }

    /**
     * The logits; they and all values on the way belong to the manager of the pictures.
     *
     * @param training whether layers work as while training: statistics of the batch, and dropped elements
     */
    public NDArray forward(NDArray pictures, boolean training) {
        regime.setTraining(training);
        return block.forward(new ParameterStore(manager, false), new NDList(pictures), false)
                .singletonOrThrow();
    }

    /** What gradients change, by name, in the order of the steps. */
    public Map<String, NDArray> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    /** Running means and variances, by name, in the order of the steps. */
    public Map<String, NDArray> statistics() {
        return Collections.unmodifiableMap(statistics);
    }
}
