package io.pokeai.onnx.graph;

import com.google.protobuf.InvalidProtocolBufferException;

/** The bytes are no ONNX model. The message completes the sentence "the file …". */
final class MalformedException extends InvalidProtocolBufferException {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
        super(message);
    }

    MalformedException(String message, Throwable cause) {
        super(message);
        initCause(cause);
    }
}
