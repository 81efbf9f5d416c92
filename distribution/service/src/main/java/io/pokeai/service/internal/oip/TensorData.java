package io.pokeai.service.internal.oip;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.JsonInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the field {@code data} of a tensor: flat, or nested in any way; in row-major order both are the same. Its length is checked
 * against the shape later.
 *
 * <p><b>Threads</b> stateless.
 */
final class TensorData {
    private static final int FIRST = 1024;

    private TensorData() {}

    /** @throws HttpFailure 400 for values that are not all numbers or all texts, and numbers beyond float32 */
    static InferInput.Data read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw JsonInput.wrong("data", "a list");
        }
        int depth = 1;
        float[] numbers = new float[0];
        int count = 0;
        List<String> texts = new ArrayList<>();
        while (depth > 0) {
            JsonToken token = json.nextToken();
            switch (token) {
                case START_ARRAY -> depth++;
                case END_ARRAY -> depth--;
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                    if (count == numbers.length) {
                        numbers = Arrays.copyOf(numbers, Math.max(FIRST, 2 * count));
                    }
                    float value = json.getFloatValue();
                    if (!Float.isFinite(value)) {
                        throw HttpFailure.badRequest(
                                "Element " + count + " of 'data' is beyond the range of FP32.", "Correct it.");
                    }
                    numbers[count++] = value;
                }
                case VALUE_STRING -> texts.add(json.getText());
                default -> throw JsonInput.wrong("data", "a list of numbers or texts");
            }
        }
        if (count > 0 && !texts.isEmpty()) {
            throw JsonInput.wrong("data", "a list of numbers alone or of texts alone");
        }
        return texts.isEmpty() ? new InferInput.Numbers(numbers, count) : new InferInput.Texts(texts);
    }
}
