package io.pokeai.onnx.graph.recognition;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The beginning of a file, by which other kinds of files are told from an ONNX model. */
record FileSignature(String fileName, String latin1) {
    private static final int LENGTH = 128;

    static FileSignature of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new FileSignature(
                    String.valueOf(file.getFileName()), new String(in.readNBytes(LENGTH), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    file.getFileName() + " cannot be read: " + e.getMessage(),
                    "Check the file.",
                    e);
        }
    }

    /**
     * False when the file cannot be a {@code ModelProto}: each field of one begins with a tag, and every exporter writes the
     * IR version (field 1, a small integer) first or the graph, producer or operator sets.
     */
    boolean mayBeOnnx() {
        if (latin1.length() < 2) {
            return false;
        }
        return switch (latin1.charAt(0)) {
            case 0x08 -> latin1.charAt(1) < 0x80;
            case 0x12, 0x3a, 0x42 -> true;
            default -> false;
        };
    }

    /** Names the mistake when a file that claims to be an ONNX model is a zip archive. */
    void requireNothingElse() {
        if (latin1.startsWith("PK\u0003\u0004")) {
            throw invalid("is a zip archive (perhaps a PyTorch checkpoint), not an ONNX model", "Export it to ONNX.");
        }
    }

    private EngineException invalid(String what, String remedy) {
        return new EngineException(ErrorCode.MODEL_INVALID, fileName + ": the file " + what + ".", remedy);
    }
}
