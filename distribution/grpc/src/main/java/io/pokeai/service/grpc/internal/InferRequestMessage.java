package io.pokeai.service.grpc.internal;

import io.pokeai.service.spi.InferenceQuestion;
import io.pokeai.service.spi.TensorInput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ModelInferRequest}.
 *
 * <p><b>Source</b> open_inference_grpc.proto of kserve/open-inference-protocol.<br>
 * <b>Threads</b> immutable; its tensors are views of the message.
 *
 * @param id given back with the answer
 * @param raw whether the answer has to be in {@code raw_output_contents}, as the tensors of the request are
 */
record InferRequestMessage(String id, boolean raw, InferenceQuestion question) {
    private static final int MAX_TENSORS = 64;
    private static final int MAX_DIMENSIONS = 16;
    private static final int MAX_PARAMETERS = 64;

    /** @throws RuntimeException 400 for what is not such a message */
    static InferRequestMessage read(ByteBuffer message) {
        String model = "";
        String version = "";
        String id = "";
        Map<String, Object> parameters = new HashMap<>();
        List<SentInput> inputs = new ArrayList<>();
        List<InferenceQuestion.WantedTensor> outputs = new ArrayList<>();
        List<ByteBuffer> raw = new ArrayList<>();
        WireReader in = new WireReader(message);
        while (in.next()) {
            switch (in.field()) {
                case 1 -> model = in.text();
                case 2 -> version = in.text();
                case 3 -> id = in.text();
                case 4 -> parameter(in.message(), parameters);
                case 5 -> inputs.add(SentInput.read(in.message()));
                case 6 -> outputs.add(output(in.message()));
                case 7 -> raw.add(in.part());
                default -> in.skip();
            }
            if (inputs.size() > MAX_TENSORS || outputs.size() > MAX_TENSORS || raw.size() > MAX_TENSORS) {
                throw Refusals.badRequest("There are more than " + MAX_TENSORS + " tensors.", "Send fewer.");
            }
        }
        InferenceQuestion question = new InferenceQuestion(
                model,
                version.isEmpty() ? Optional.empty() : Optional.of(version),
                tensors(inputs, raw),
                outputs,
                parameters);
        return new InferRequestMessage(id, !raw.isEmpty(), question);
    }

    /** Either all tensors are raw, in the order of the inputs, or none. */
    private static List<TensorInput> tensors(List<SentInput> inputs, List<ByteBuffer> raw) {
        boolean typed = inputs.stream().anyMatch(input -> input.contents().isPresent());
        if (typed && !raw.isEmpty()) {
            throw Refusals.badRequest(
                    "The request has both 'raw_input_contents' and 'contents'.",
                    "Send all tensors in one of the two forms.");
        }
        if (!raw.isEmpty() && raw.size() != inputs.size()) {
            throw Refusals.badRequest(
                    "The request has " + inputs.size() + " inputs, and " + raw.size() + " 'raw_input_contents'.",
                    "Send one for each input, in the same order.");
        }
        List<TensorInput> tensors = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            SentInput input = inputs.get(i);
            tensors.add(
                    raw.isEmpty()
                            ? input.with(input.contents()
                                    .orElseGet(TensorContents::new)
                                    .of(input.name(), input.datatype()))
                            : input.with(new TensorInput.Raw(raw.get(i))));
        }
        return tensors;
    }

    private static InferenceQuestion.WantedTensor output(WireReader in) {
        String name = "";
        Map<String, Object> parameters = new HashMap<>();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> name = in.text();
                case 2 -> parameter(in.message(), parameters);
                default -> in.skip();
            }
        }
        return new InferenceQuestion.WantedTensor(name, parameters);
    }

    /** An entry of {@code map<string, InferParameter>}. */
    private static void parameter(WireReader in, Map<String, Object> parameters) {
        String name = "";
        Object value = "";
        while (in.next()) {
            switch (in.field()) {
                case 1 -> name = in.text();
                case 2 -> value = value(in.message());
                default -> in.skip();
            }
        }
        parameters.put(name, value);
        if (parameters.size() > MAX_PARAMETERS) {
            throw Refusals.badRequest("There are more than " + MAX_PARAMETERS + " parameters.", "Send fewer.");
        }
    }

    private static Object value(WireReader in) {
        Object value = "";
        while (in.next()) {
            switch (in.field()) {
                case 1 -> value = in.number() != 0;
                case 2, 5 -> value = in.number();
                case 3 -> value = in.text();
                case 4 -> value = in.float64();
                default -> in.skip();
            }
        }
        return value;
    }

    /** An input before it is known where its data is. */
    private record SentInput(
            String name,
            String datatype,
            List<Long> shape,
            Map<String, Object> parameters,
            Optional<TensorContents> contents) {
        static SentInput read(WireReader in) {
            String name = "";
            String datatype = "";
            List<Long> shape = new ArrayList<>();
            Map<String, Object> parameters = new HashMap<>();
            Optional<TensorContents> contents = Optional.empty();
            while (in.next()) {
                switch (in.field()) {
                    case 1 -> name = in.text();
                    case 2 -> datatype = in.text();
                    case 3 -> in.numbers(dimension -> add(shape, dimension));
                    case 4 -> parameter(in.message(), parameters);
                    case 5 -> {
                        TensorContents into = contents.orElseGet(TensorContents::new);
                        into.read(in.message());
                        contents = Optional.of(into);
                    }
                    default -> in.skip();
                }
            }
            return new SentInput(name, datatype, shape, parameters, contents);
        }

        private static void add(List<Long> shape, long dimension) {
            if (shape.size() == MAX_DIMENSIONS) {
                throw Refusals.badRequest("A shape has more than " + MAX_DIMENSIONS + " dimensions.", "Correct it.");
            }
            shape.add(dimension);
        }

        TensorInput with(TensorInput.Contents data) {
            return new TensorInput(name, datatype, shape, parameters, data);
        }
    }
}
