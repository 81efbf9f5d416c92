package io.pokeai.onnx.session;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.BinaryHead;
import java.util.Arrays;
import java.util.Collection;

/**
 * What a session takes and gives.
 *
 * @param input name of the picture input
 * @param batch its fixed batch, or {@link #OPEN}
 * @param output name of the scores
 */
record Signature(String input, long batch, String output) {
    /** An axis of any length. */
    static final long OPEN = -1;

    private static final int CHANNELS = 3;

    /** Reads the signature and holds it against the spec. */
    static Signature of(OrtSession session, ModelSpec spec) throws OrtException {
        NodeInfo input = only("input", session.getInputInfo().values());
        String named = spec.options().get(ModelSpec.OUTPUT_NAME);
        NodeInfo output = session.getOutputInfo().get(named == null ? "" : named);
        if (output == null) {
            output = only("output", session.getOutputInfo().values());
        }
        long[] in = shape(input);
        InputSpec picture = spec.input();
        if (in.length != 4
                || !fits(in[1], CHANNELS)
                || !fits(in[2], picture.height())
                || !fits(in[3], picture.width())) {
            throw invalid("input \"" + input.getName() + "\" is " + text(in) + ", expected [n, 3, " + picture.height()
                    + ", " + picture.width() + "] for input spec " + picture + ".");
        }
        long[] out = shape(output);
        // Axes of length 1 beside the classes do not change the order of the numbers.
        long[] classes = Arrays.stream(out).skip(1).filter(axis -> axis != 1).toArray();
        if (out.length == 0 || classes.length > 1) {
            throw invalid("output \"" + output.getName() + "\" is " + text(out) + ", expected [n, classes].");
        }
        long columns = classes.length == 1 ? classes[0] : 1;
        if (!fits(columns, BinaryHead.of(spec).isPresent() ? 1 : spec.labels().size())) {
            throw mismatch(spec, columns);
        }
        return new Signature(input.getName(), in[0] == 0 ? OPEN : in[0], output.getName());
    }

    /** The answer has another number of classes than there are labels. */
    static EngineException mismatch(ModelSpec spec, long classes) {
        return new EngineException(
                ErrorCode.LABELS_MISMATCH,
                "the model gives " + classes + " scores, and there are "
                        + spec.labels().size() + " labels.",
                "Correct classes.txt or the labels of the model.");
    }

    private static boolean fits(long axis, long wanted) {
        return axis == OPEN || axis == wanted;
    }

    private static NodeInfo only(String what, Collection<NodeInfo> nodes) {
        if (nodes.size() != 1) {
            throw invalid("there are " + nodes.size() + " " + what + "s, expected 1.");
        }
        return nodes.iterator().next();
    }

    private static long[] shape(NodeInfo node) {
        if (!(node.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
            throw invalid("\"" + node.getName() + "\" is " + node.getInfo() + ", expected a float32 tensor.");
        }
        return tensor.getShape();
    }

    private static String text(long... shape) {
        return Arrays.toString(shape).replace("-1", "any");
    }

    private static EngineException invalid(String problem) {
        return new EngineException(
                ErrorCode.MODEL_INVALID, problem, "Export an image classifier that takes float32 [n, 3, h, w].");
    }
}
