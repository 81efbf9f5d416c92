package io.pokeai.engine.network;

import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import java.util.List;
import java.util.Objects;

/**
 * A classifier as a graph: steps in the order in which they compute, and the tensors that they name.
 *
 * <p><b>Shapes</b> {@link #INPUT} is float32 {@code [n, 3, h, w]}, normalised; the last step gives the logits,
 * {@code [n, classes]}.<br>
 * <b>Threads</b> immutable.
 *
 * @param family as {@link Families} calls it, such as {@code resnet}
 * @param architecture the member of the family, such as {@code resnet18}
 * @param steps at least one; the last one makes the logits
 * @param weights exactly the tensors that the steps name, all of a floating type
 * @param classes how many logits a picture gets
 */
public record Network(String family, String architecture, List<Step> steps, StateDict weights, int classes) {
    /** The name of the batch of pictures. */
    public static final String INPUT = "input";

    public Network {
        Objects.requireNonNull(family);
        Objects.requireNonNull(architecture);
        steps = List.copyOf(steps);
        Objects.requireNonNull(weights);
    }

    /** The name of the value that is the answer. */
    public String output() {
        return steps.get(steps.size() - 1).name();
    }

    /** The tensor of a name that a step has. */
    public Tensor weight(String name) {
        return weights.find(name).orElseThrow(() -> new IllegalArgumentException("no tensor " + name));
    }

    /** {@code resnet18, 30 classes}. */
    @Override
    public String toString() {
        return architecture + ", " + classes + " classes";
    }
}
