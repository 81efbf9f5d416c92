package io.pokeai.service.internal.oip;

import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.JsonInput;
import io.pokeai.service.spi.InferenceQuestion;
import io.pokeai.service.spi.TensorInput;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Holds a question of another bundle to the protocol, as {@link InferRequestReader} does with JSON.
 *
 * <p><b>Threads</b> stateless.
 */
final class SentQuestion {
    private static final long MAX_CLASSES = 100_000;
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final String SHARED_MEMORY = "shared_memory_";

    private SentQuestion() {}

    /** @throws HttpFailure 400 for anything that the protocol does not allow */
    static InferRequest read(InferenceQuestion question) {
        List<InferRequest.WantedOutput> outputs = question.outputs().stream()
                .map(output -> new InferRequest.WantedOutput(output.name(), Optional.empty(), (int) Math.min(
                        MAX_CLASSES,
                        count(output.parameters(), "classification").orElse(0))))
                .toList();
        question.outputs().forEach(output -> refuseSharedMemory(output.parameters()));
        OptionalLong micros = count(question.parameters(), "timeout");
        return new InferRequest(
                Optional.empty(),
                question.inputs().stream().map(SentQuestion::input).toList(),
                outputs,
                true,
                micros.isEmpty() || micros.getAsLong() == 0
                        ? Optional.empty()
                        : Optional.of(Duration.ofNanos(Math.min(micros.getAsLong(), LONGEST.toNanos() / 1000) * 1000)));
    }

    private static InferInput input(TensorInput sent) {
        refuseSharedMemory(sent.parameters());
        Datatype datatype = Datatype.of(sent.datatype());
        for (long dimension : sent.shape()) {
            if (dimension < 0) {
                throw HttpFailure.badRequest(
                        "Input '" + sent.name() + "' has the shape " + sent.shape() + ".", "Give sizes from 0 on.");
            }
        }
        long elements = InferInput.elements(sent.name(), sent.shape());
        return new InferInput(
                sent.name(),
                datatype,
                sent.shape(),
                text(sent.parameters(), "content_type"),
                data(sent, datatype, elements));
    }

    private static InferInput.Data data(TensorInput sent, Datatype datatype, long elements) {
        if (sent.contents() instanceof TensorInput.Raw raw) {
            if (datatype != Datatype.BYTES && raw.data().remaining() != elements * datatype.bytes()) {
                throw HttpFailure.badRequest(
                        "Input '" + sent.name() + "' of shape " + sent.shape() + " and " + datatype + " has "
                                + elements * datatype.bytes() + " bytes, and "
                                + raw.data().remaining() + " were sent.",
                        "Correct the shape or the data.");
            }
            return new InferInput.Binary(raw.data());
        }
        if (sent.contents() instanceof TensorInput.Elements bytes) {
            requireCount(sent, elements, bytes.values().size());
            return new InferInput.Elements(bytes.values());
        }
        TensorInput.Numbers numbers = (TensorInput.Numbers) sent.contents();
        requireCount(sent, elements, numbers.count());
        return new InferInput.Numbers(numbers.values(), numbers.count());
    }

    private static void requireCount(TensorInput sent, long elements, int count) {
        if (count != elements) {
            throw HttpFailure.badRequest(
                    "Input '" + sent.name() + "' of shape " + sent.shape() + " has " + elements + " elements, and "
                            + count + " were sent.",
                    "Correct the shape or the data.");
        }
    }

    private static void refuseSharedMemory(Map<String, Object> parameters) {
        if (parameters.keySet().stream().anyMatch(name -> name.startsWith(SHARED_MEMORY))) {
            throw HttpFailure.badRequest("This service has no shared memory.", "Send the data in the request.");
        }
    }

    private static OptionalLong count(Map<String, Object> parameters, String name) {
        Object value = parameters.get(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (value instanceof Long number && number >= 0) {
            return OptionalLong.of(number);
        }
        throw JsonInput.wrong(name, "a whole number from 0 on");
    }

    private static String text(Map<String, Object> parameters, String name) {
        Object value = parameters.get(name);
        if (value == null) {
            return "";
        }
        if (value instanceof String text) {
            return text;
        }
        throw JsonInput.wrong(name, "a text");
    }
}
