package io.pokeai.onnx.graph.recognition;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.onnx.graph.Dimension;
import io.pokeai.onnx.graph.ElementType;
import io.pokeai.onnx.graph.OnnxHeader;
import io.pokeai.onnx.graph.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Input and output of a graph that classifies pictures.
 *
 * @param height of the pictures; empty when the graph leaves it open
 * @param width of the pictures; empty when the graph leaves it open
 * @param classes number of scores; empty when the graph does not say
 * @param output name of the scores
 * @param rank how many axes the scores have: the pictures, the classes, and perhaps some of length 1
 * @param classAxis which of them are the classes; -1 for a single number per picture without an axis of its own
 */
record Classification(
        Optional<Integer> height,
        Optional<Integer> width,
        Optional<Integer> classes,
        String output,
        int rank,
        int classAxis) {
    /** Floats of one call; a fixed batch beyond is no batch of pictures. */
    private static final long MAX_INPUT_ELEMENTS = 1L << 28;

    private static final int NO_AXIS = -1;

    private static final String EXPECTED_INPUT = "expected float32 [n, 3, h, w]";
    private static final String EXPECTED_OUTPUT = "expected float32 [n, classes]";

    /**
     * @param output of the graph
     * @throws EngineException {@code MODEL_INVALID} when the graph classifies no pictures
     */
    static Classification of(OnnxHeader header, TensorType output) {
        TensorType input = only("input", header.inputs(), EXPECTED_INPUT);
        requirePictures(input);
        List<Dimension> pictures = input.shape().orElseThrow();
        Optional<Integer> height = side(pictures.get(2));
        Optional<Integer> width = side(pictures.get(3));
        Optional<List<Dimension>> shape =
                requireFloats("output", output, EXPECTED_OUTPUT).shape();
        if (shape.isEmpty()) {
            return new Classification(height, width, Optional.empty(), output.name(), 2, 1);
        }
        int axis = classAxis(output, shape.get(), input);
        Optional<Integer> classes =
                axis < 0 ? Optional.of(1) : classes(output, shape.get().get(axis));
        return new Classification(
                height, width, classes, output.name(), shape.get().size(), axis);
    }

    /** The one axis behind the pictures that is not of length 1; the first if all are. */
    private static int classAxis(TensorType output, List<Dimension> shape, TensorType input) {
        if (shape.size() == 1) {
            Dimension batch = input.shape().orElseThrow().get(0);
            if (shape.get(0).equals(batch) || !shape.get(0).isFixed()) {
                return NO_AXIS;
            }
            throw invalid("output " + output + ", " + EXPECTED_OUTPUT);
        }
        List<Integer> axes = IntStream.range(1, shape.size())
                .filter(axis -> shape.get(axis).size() != 1)
                .boxed()
                .toList();
        if (shape.isEmpty() || axes.size() > 1) {
            throw invalid("output " + output + ", " + EXPECTED_OUTPUT);
        }
        return axes.isEmpty() ? 1 : axes.get(0);
    }

    /** Whether pictures of this size go into the graph. */
    boolean takes(InputSpec input) {
        return height.orElse(input.height()) == input.height() && width.orElse(input.width()) == input.width();
    }

    /** The width and height of the pictures if both are fixed and equal; else empty. */
    Optional<Integer> square() {
        return height.isPresent() && height.equals(width) ? height : Optional.empty();
    }

    /** Height × width, for messages. */
    String shownSize() {
        return height.map(String::valueOf).orElse("any") + " × "
                + width.map(String::valueOf).orElse("any");
    }

    private static Optional<Integer> side(Dimension axis) {
        return axis.isFixed() ? Optional.of((int) axis.size()) : Optional.empty();
    }

    private static void requirePictures(TensorType input) {
        List<Dimension> shape = requireFloats("input", input, EXPECTED_INPUT)
                .shape()
                .orElseThrow(() -> invalid("input " + input + ", " + EXPECTED_INPUT));
        if (shape.size() != 4) {
            throw invalid("input " + input + ", " + EXPECTED_INPUT);
        }
        if (shape.get(1).isFixed() && shape.get(1).size() != Image.CHANNELS) {
            boolean channelsLast = shape.get(3).size() == Image.CHANNELS;
            throw invalid("input " + input + ", " + EXPECTED_INPUT + (channelsLast ? "; this looks like NHWC" : ""));
        }
        Dimension batch = shape.get(0);
        Dimension height = shape.get(2);
        Dimension width = shape.get(3);
        if (isImpossible(batch) || isImpossible(height) || isImpossible(width)) {
            throw invalid("input " + input + ", which cannot be");
        }
        if (Math.max(height.size(), width.size()) > InputSpec.MAX_SIDE) {
            throw invalid("input " + input + ", larger than " + InputSpec.MAX_SIDE + " pixels");
        }
        long elements = Image.CHANNELS * Math.max(1, height.size()) * Math.max(1, width.size());
        if (batch.isFixed() && batch.size() > MAX_INPUT_ELEMENTS / elements) {
            throw invalid("input " + input + ", a batch larger than the engine makes");
        }
    }

    private static boolean isImpossible(Dimension axis) {
        return axis.isFixed() && axis.size() < 1;
    }

    private static Optional<Integer> classes(TensorType output, Dimension classes) {
        if (!classes.isFixed()) {
            return Optional.empty();
        }
        if (classes.size() < 1 || classes.size() > Labels.MAX_CLASSES) {
            throw invalid("output " + output + ", not 1 to " + Labels.MAX_CLASSES + " classes");
        }
        return Optional.of((int) classes.size());
    }

    private static TensorType requireFloats(String what, TensorType type, String expected) {
        if (type.elementType().isPresent() && type.elementType().get() != ElementType.FLOAT) {
            throw invalid(what + " " + type + ", " + expected);
        }
        return type;
    }

    private static TensorType only(String what, List<TensorType> types, String expected) {
        if (types.size() != 1) {
            throw invalid(types.size() + " " + what + "s " + types + ", " + expected + " and no other");
        }
        return types.get(0);
    }

    private static EngineException invalid(String found) {
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                "the graph is not an image classifier: it has " + found + ".",
                "Export a model that takes normalised pictures and gives one row of scores for each.");
    }
}
