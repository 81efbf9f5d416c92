package io.pokeai.service.internal.oip;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pokeai.service.internal.web.HttpFailure;

/** Whatever a body says: a request whose data fit its shapes, or a refusal. */
class InferRequestFuzz {
    private static final int MOST = 32;

    @FuzzTest(maxDuration = "60s")
    void readsOrRefuses(FuzzedDataProvider data) {
        double part = data.consumeProbabilityDouble();
        byte[] body = data.consumeRemainingAsBytes();
        try {
            InferRequest request = InferRequestReader.read(body, (int) (part * body.length));
            for (InferInput input : request.inputs()) {
                long elements = InferInput.elements(input.name(), input.shape());
                if (input.data() instanceof InferInput.Numbers numbers && numbers.count() != elements) {
                    throw new AssertionError(input);
                }
                if (input.datatype() == Datatype.BYTES
                        && PictureInput.pictures(input, MOST).size() != elements) {
                    throw new AssertionError(input);
                }
            }
        } catch (HttpFailure e) {
            if (e.status() != 400) {
                throw e;
            }
        }
    }
}
