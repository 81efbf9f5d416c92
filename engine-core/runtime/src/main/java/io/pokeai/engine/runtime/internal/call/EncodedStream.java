package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Interrupts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads an encoded picture from a stream. The stream may be endless or slow, and reading it may be interrupted. */
final class EncodedStream {
    /** The largest encoded picture that a stream may give. */
    static final int MAX_BYTES = 512 << 20;

    private static final int CHUNK_BYTES = 1 << 16;

    private EncodedStream() {}

    /**
     * Reads to the end.
     *
     * @param afterPiece called after each piece, and may throw: a read that has begun cannot be ended
     */
    static byte[] read(InputStream encoded, Runnable afterPiece) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(CHUNK_BYTES);
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            for (int count = encoded.read(chunk); count >= 0; count = encoded.read(chunk)) {
                if (count > MAX_BYTES - bytes.size()) {
                    throw new EngineException(
                            ErrorCode.IMAGE_TOO_LARGE,
                            "The stream gave more than " + MAX_BYTES + " bytes.",
                            "Send a smaller picture.");
                }
                bytes.write(chunk, 0, count);
                afterPiece.run();
            }
        } catch (IOException e) {
            throw Interrupts.caused(e)
                    ? Interrupts.cancelled("The reading of a picture", e)
                    : new EngineException(
                            ErrorCode.CORRUPT_IMAGE,
                            "The stream broke off: " + e.getMessage() + ".",
                            "Send it again.",
                            e);
        }
        return bytes.toByteArray();
    }
}
