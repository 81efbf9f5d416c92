package io.pokeai.service.internal.oip;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.JsonInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads an inference request: a JSON object and, behind it, the binary data of its inputs in their order.
 *
 * <p>Fields may come in any order; those that the protocol does not know are passed over, as its clients send some.
 *
 * <p><b>Source</b> Open Inference Protocol v2; Triton's {@code extension_binary_data.md}, {@code extension_classification.md}.<br>
 * <b>Threads</b> stateless.
 */
final class InferRequestReader {
    private static final int MAX_TENSORS = 64;
    private static final int MAX_DIMENSIONS = 16;
    private static final long MAX_CLASSES = 100_000;
    private static final Duration LONGEST = Duration.ofDays(1);

    private InferRequestReader() {}

    /**
     * @param header length of the JSON object; the rest is binary data
     * @throws HttpFailure 400 for anything that the protocol does not allow
     */
    static InferRequest read(byte[] body, int header) {
        List<SentTensor> inputs = new ArrayList<>();
        InferRequest read = JsonInput.object(body, 0, header, json -> request(json, inputs));
        ByteBuffer binary = ByteBuffer.wrap(body, header, body.length - header);
        List<InferInput> complete = new ArrayList<>();
        for (SentTensor input : inputs) {
            complete.add(input.complete(binary));
        }
        if (binary.hasRemaining()) {
            throw HttpFailure.badRequest(
                    binary.remaining() + " bytes of binary data belong to no input.",
                    "Let the 'binary_data_size' of the inputs add up to what follows the JSON.");
        }
        return new InferRequest(read.id(), complete, read.outputs(), read.binaryOutput(), read.timeout());
    }

    private static InferRequest request(JsonParser json, List<SentTensor> inputs) throws IOException {
        Optional<String> id = Optional.empty();
        List<InferRequest.WantedOutput> outputs = new ArrayList<>();
        Parameters parameters = Parameters.NONE;
        boolean hasInputs = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "id" -> id = Optional.of(JsonInput.text(json, "id"));
                case "inputs" -> {
                    hasInputs = true;
                    each(json, "inputs", () -> inputs.add(SentTensor.read(json)));
                }
                case "outputs" -> each(json, "outputs", () -> outputs.add(output(json)));
                case "parameters" -> parameters = Parameters.read(json);
                default -> json.skipChildren();
            }
        }
        if (!hasInputs) {
            throw HttpFailure.badRequest("The request has no 'inputs'.", "Send at least one input.");
        }
        return new InferRequest(id, List.of(), outputs, parameters.binaryOutput, timeout(parameters.timeoutMicros));
    }

    private static Optional<Duration> timeout(OptionalLong micros) {
        if (micros.isEmpty() || micros.getAsLong() == 0) {
            return Optional.empty();
        }
        Duration time = Duration.ofNanos(Math.min(micros.getAsLong(), LONGEST.toNanos() / 1000) * 1000);
        return Optional.of(time);
    }

    /** What happens at each element of an array. */
    @FunctionalInterface
    private interface Element {
        void read() throws IOException;
    }

    private static void each(JsonParser json, String field, Element element) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw JsonInput.wrong(field, "a list");
        }
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (++count > MAX_TENSORS) {
                throw HttpFailure.badRequest("There are more than " + MAX_TENSORS + " " + field + ".", "Send fewer.");
            }
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw JsonInput.wrong(field, "a list of objects");
            }
            element.read();
        }
    }

    private static InferRequest.WantedOutput output(JsonParser json) throws IOException {
        String name = "";
        Parameters parameters = Parameters.NONE;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "name" -> name = JsonInput.text(json, "name");
                case "parameters" -> parameters = Parameters.read(json);
                default -> json.skipChildren();
            }
        }
        return new InferRequest.WantedOutput(name, parameters.binary, parameters.classes);
    }

    /** The parameters that mean something; those of shared memory are refused, others are passed over. */
    private record Parameters(
            Optional<Boolean> binary,
            int classes,
            OptionalLong binarySize,
            String contentType,
            boolean binaryOutput,
            OptionalLong timeoutMicros) {
        static final Parameters NONE =
                new Parameters(Optional.empty(), 0, OptionalLong.empty(), "", false, OptionalLong.empty());

        static Parameters read(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw JsonInput.wrong("parameters", "an object");
            }
            Optional<Boolean> binary = Optional.empty();
            int classes = 0;
            OptionalLong binarySize = OptionalLong.empty();
            String contentType = "";
            boolean binaryOutput = false;
            OptionalLong timeout = OptionalLong.empty();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "binary_data" -> binary = Optional.of(JsonInput.truth(json, field));
                    case "classification" -> classes = (int) Math.min(MAX_CLASSES, JsonInput.count(json, field));
                    case "binary_data_size" -> binarySize = OptionalLong.of(JsonInput.count(json, field));
                    case "content_type" -> contentType = JsonInput.text(json, field);
                    case "binary_data_output" -> binaryOutput = JsonInput.truth(json, field);
                    case "timeout" -> timeout = OptionalLong.of(JsonInput.count(json, field));
                    case "shared_memory_region", "shared_memory_offset", "shared_memory_byte_size" ->
                        throw HttpFailure.badRequest(
                                "This service has no shared memory.", "Send the data in the request.");
                    default -> json.skipChildren();
                }
            }
            return new Parameters(binary, classes, binarySize, contentType, binaryOutput, timeout);
        }
    }

    /** An input whose binary data has not been looked at yet. */
    private record SentTensor(
            String name, Datatype datatype, List<Long> shape, Parameters parameters, InferInput.@Nullable Data data) {
        static SentTensor read(JsonParser json) throws IOException {
            String name = null;
            Datatype datatype = null;
            List<Long> shape = null;
            Parameters parameters = Parameters.NONE;
            InferInput.Data data = null;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "name" -> name = JsonInput.text(json, "name");
                    case "datatype" -> datatype = Datatype.of(JsonInput.text(json, "datatype"));
                    case "shape" -> shape = shape(json);
                    case "parameters" -> parameters = Parameters.read(json);
                    case "data" -> data = TensorData.read(json);
                    default -> json.skipChildren();
                }
            }
            if (name == null || datatype == null || shape == null) {
                throw HttpFailure.badRequest(
                        "An input has no " + (name == null ? "'name'" : datatype == null ? "'datatype'" : "'shape'")
                                + ".",
                        "Give name, datatype, shape and data.");
            }
            return new SentTensor(name, datatype, shape, parameters, data);
        }

        private static List<Long> shape(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                throw JsonInput.wrong("shape", "a list of whole numbers");
            }
            List<Long> shape = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (shape.size() == MAX_DIMENSIONS) {
                    throw HttpFailure.badRequest(
                            "A shape has more than " + MAX_DIMENSIONS + " dimensions.", "Correct it.");
                }
                shape.add(JsonInput.count(json, "shape"));
            }
            return shape;
        }

        InferInput complete(ByteBuffer binary) {
            long elements = InferInput.elements(name, shape);
            if (parameters.binarySize.isEmpty()) {
                return new InferInput(name, datatype, shape, parameters.contentType, ofJson(elements));
            }
            long size = parameters.binarySize.getAsLong();
            if (data != null) {
                throw HttpFailure.badRequest(
                        "Input '" + name + "' has both 'data' and 'binary_data_size'.", "Give one of them.");
            }
            if (size > binary.remaining()) {
                throw HttpFailure.badRequest(
                        "Input '" + name + "' says " + size + " bytes of binary data, and " + binary.remaining()
                                + " are left of the body.",
                        "Correct 'binary_data_size', or send all of the data.");
            }
            if (datatype != Datatype.BYTES && size != elements * datatype.bytes()) {
                throw HttpFailure.badRequest(
                        "Input '" + name + "' of shape " + shape + " and " + datatype + " has "
                                + elements * datatype.bytes() + " bytes, and 'binary_data_size' says " + size + ".",
                        "Correct the shape or the size.");
            }
            ByteBuffer part = binary.slice(binary.position(), (int) size);
            binary.position(binary.position() + (int) size);
            return new InferInput(name, datatype, shape, parameters.contentType, new InferInput.Binary(part));
        }

        private InferInput.Data ofJson(long elements) {
            if (data == null) {
                throw HttpFailure.badRequest(
                        "Input '" + name + "' has no data.",
                        "Give 'data', or 'binary_data_size' and bytes behind the JSON.");
            }
            long count = data instanceof InferInput.Texts texts
                    ? texts.values().size()
                    : data instanceof InferInput.Numbers numbers ? numbers.count() : 0;
            if (count != elements) {
                throw HttpFailure.badRequest(
                        "Input '" + name + "' of shape " + shape + " has " + elements + " elements, and 'data' has "
                                + count + ".",
                        "Correct the shape or the data.");
            }
            return data;
        }
    }
}
