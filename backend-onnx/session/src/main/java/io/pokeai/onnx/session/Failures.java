package io.pokeai.onnx.session;

import ai.onnxruntime.OrtException;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;

/** What ONNX Runtime's errors mean. */
final class Failures {
    private static final int MAX_LENGTH = 400;

    private Failures() {}

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

    /** The message without the name of its error code and without the lines that only a developer can read. */
    static String sentence(OrtException e) {
        String message = String.valueOf(e.getMessage()).strip();
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end);
        String plain = line.replaceFirst("^Error code - ORT_[A-Z_]+ - message: ", "");
        String cut = plain.length() > MAX_LENGTH ? plain.substring(0, MAX_LENGTH) + "…" : plain;
        return cut.endsWith(".") ? cut : cut + ".";
    }
}
