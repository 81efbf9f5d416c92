package io.pokeai.djl.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.network.Network;
import io.pokeai.engine.network.Shapes;
import io.pokeai.engine.network.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A network as a block of DJL. Batch normalisations are not folded into their
 * convolutions: that would save a tenth of the time, but the logits would agree with PyTorch's to one decimal digit
 * less.
 *
 * <p><b>Shapes</b> float32 {@code [n, 3, height, width]} to the logits {@code [n, classes]}, for any n.<br>
 * <b>Ownership</b> the weights belong to the manager that they were made with. Every value of a call is closed after its
 * last reader, so that a call holds a few maps and not all of them.<br>
 * <b>Threads</b> immutable; calls may run at the same time.
 */
public final class NetworkBlock extends AbstractBlock {
    private static final int INPUT = 0;

    private final List<Instruction> instructions = new ArrayList<>();
    private final int output;
    private final int classes;

    /** Makes value i + 1 from earlier ones, i being its index; {@code done} are the values that it reads last. */
    private record Instruction(Layer layer, List<Integer> inputs, List<Integer> done) {}

    /**
     * @param network what is computed
     * @param input what the pictures are: their size counts
     * @param weights copies the network's tensors, into the manager that owns them from then on
     * @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID} when the network cannot take pictures of that size
     */
    public NetworkBlock(Network network, InputSpec input, NativeWeights weights) {
        this(
                network,
                Shapes.of(network, input.height(), input.width()),
                name -> weights.copy(network.weight(name)),
                Regime.INFERENCE);
    }

    /** @param tensors copies a tensor of the network */
    NetworkBlock(Network network, Shapes shapes, Function<String, NDArray> tensors, Regime regime) {
        LayerTranslation translation = new LayerTranslation(shapes, tensors, regime);
        Map<String, Integer> values = new HashMap<>(Map.of(Network.INPUT, INPUT));
        for (Step step : network.steps()) {
            List<Integer> inputs = step.inputs().stream().map(values::get).toList();
            values.put(
                    step.name(),
                    translation.layer(step).map(layer -> add(layer, inputs)).orElse(inputs.get(0)));
        }
        this.output = Objects.requireNonNull(values.get(network.output()));
        this.classes = network.classes();
        markLastReaders();
    }

    private int add(Layer layer, List<Integer> inputs) {
        instructions.add(new Instruction(layer, inputs, List.of()));
        return instructions.size();
    }

    private void markLastReaders() {
        Map<Integer, Integer> lastReaders = new HashMap<>();
        for (int i = 0; i < instructions.size(); i++) {
            for (int input : instructions.get(i).inputs()) {
                lastReaders.put(input, i);
            }
        }
        lastReaders.remove(INPUT);
        lastReaders.remove(output);
        for (int i = 0; i < instructions.size(); i++) {
            Integer reader = i;
            Instruction plain = instructions.get(i);
            List<Integer> done = plain.inputs().stream()
                    .distinct()
                    .filter(input -> reader.equals(lastReaders.get(input)))
                    .toList();
            instructions.set(i, new Instruction(plain.layer(), plain.inputs(), done));
        }
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore unused, NDList pictures, boolean training, PairList<String, Object> settings) {
        if (training) {
            throw new UnsupportedOperationException("this block is for inference only; it cannot be trained");
        }
        NDArray[] values = new NDArray[instructions.size() + 1];
        values[INPUT] = pictures.singletonOrThrow();
        for (int i = 0; i < instructions.size(); i++) {
            Instruction instruction = instructions.get(i);
            List<NDArray> inputs = new ArrayList<>(instruction.inputs().size());
            for (int input : instruction.inputs()) {
                inputs.add(values[input]);
            }
            values[i + 1] = instruction.layer().compute(inputs);
            for (int value : instruction.done()) {
                values[value].close();
            }
        }
        return new NDList(values[output]);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {new Shape(inputs[0].get(0), classes)};
    }
}
