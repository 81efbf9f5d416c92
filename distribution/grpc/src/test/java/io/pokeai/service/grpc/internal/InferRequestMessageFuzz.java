package io.pokeai.service.grpc.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pokeai.service.spi.CallFailure;
import io.pokeai.service.spi.TensorInput;
import java.nio.ByteBuffer;

/** Any bytes are a request, or are refused: never another error, nor more numbers than the message has bytes. */
class InferRequestMessageFuzz {
    @FuzzTest(maxDuration = "10s")
    void readsOrRefuses(byte[] message) {
        try {
            InferRequestMessage request = InferRequestMessage.read(ByteBuffer.wrap(message));
            for (TensorInput input : request.question().inputs()) {
                if (input.contents() instanceof TensorInput.Numbers numbers
                        && (numbers.count() > message.length || numbers.values().length > 2 * message.length)) {
                    throw new AssertionError(input);
                }
            }
        } catch (CallFailure e) {
            if (e.status() != 400) {
                throw e;
            }
        }
    }
}
