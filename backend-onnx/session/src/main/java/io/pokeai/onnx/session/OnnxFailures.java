package io.pokeai.onnx.session;

import ai.onnxruntime.OrtException;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;

/** What ONNX Runtime's errors mean. */
final class OnnxFailures {
    private static final int MAX_LENGTH = 300;
    // A place in the C++ sources with the signature of the function.
    private static final String SOURCE_LINE =
            "/\\S*onnxruntime\\S*:\\d+ [^()]*\\([^()]*(?:\\([^()]*\\)[^()]*)*\\)(?: const)? ?";

    private OnnxFailures() {}

    static EngineException whileOpening(OrtException e) {
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                "ONNX Runtime cannot open it: " + sentence(e),
                "Export the model again, with operators and a version that ONNX Runtime knows.",
                e);
    }

    static EngineException whileRunning(String model, OrtException e) {
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                "Model '" + model + "' fails while it runs: " + sentence(e),
                "Export the model again, or give the machine more memory if that is what is missing.",
                e);
    }

    /**
     * The message in one sentence, without the path of the file and without what only developers of ONNX Runtime can
     * use.
     */
    static String sentence(OrtException e) {
        String plain = String.valueOf(e.getMessage())
                .replaceFirst("^Error code - ORT_[A-Z_]+ - message: ", "")
                .replaceFirst("^Load model from .*? failed: ?", "")
                .replaceAll(SOURCE_LINE, "")
                .replaceAll("\\[ONNXRuntimeError\\] : \\d+ : [A-Z_]+ : ", "")
                .replaceAll("\\s+", " ")
                .strip();
        String cut = plain.length() > MAX_LENGTH ? plain.substring(0, MAX_LENGTH) + "…" : plain;
        return cut.endsWith(".") ? cut : cut + ".";
    }
}
