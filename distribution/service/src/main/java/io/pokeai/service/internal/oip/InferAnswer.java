package io.pokeai.service.internal.oip;

import io.pokeai.engine.json.JsonWriter;
import io.pokeai.service.internal.web.HttpFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The response to an inference request: a JSON object and, behind it, the data of the binary outputs in their order.
 *
 * <p><b>Threads</b> immutable; its arrays are not copied.
 */
final class InferAnswer {
    private final byte[] header;
    private final byte[] binary;

    private InferAnswer(byte[] header, byte[] binary) {
        this.header = header;
        this.binary = binary;
    }

    /** @throws HttpFailure 400 when an output is wanted that the model does not have */
    static InferAnswer of(InferRequest request, ModelAnswer answer) throws IOException {
        List<Output> outputs = outputs(request, answer);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ByteArrayOutputStream binary = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.compact(text)) {
            json.beginObject();
            json.field("model_name", answer.model());
            json.field("model_version", answer.version());
            if (request.id().isPresent()) {
                json.field("id", request.id().get());
            }
            json.beginArray("outputs");
            for (Output output : outputs) {
                output.write(json, binary);
            }
            json.endArray();
            json.endObject();
        }
        return new InferAnswer(text.toByteArray(), binary.toByteArray());
    }

    /** The JSON object. */
    byte[] header() {
        return header;
    }

    /** Empty when all outputs are in the JSON. */
    byte[] binary() {
        return binary;
    }

    /** Whether any output is binary, so that the client has to know where the JSON ends. */
    boolean isBinary() {
        return binary.length > 0;
    }

    /** The outputs that are wanted, or all of them. */
    static List<Output> outputs(InferRequest request, ModelAnswer answer) {
        List<InferRequest.WantedOutput> wanted = request.outputs();
        if (wanted.isEmpty()) {
            wanted = new ArrayList<>();
            if (answer.logits().isPresent()) {
                wanted.add(new InferRequest.WantedOutput(ModelTensors.LOGITS, Optional.empty(), 0));
            }
            wanted.add(new InferRequest.WantedOutput(ModelTensors.PROBABILITIES, Optional.empty(), 0));
        }
        List<Output> outputs = new ArrayList<>();
        for (InferRequest.WantedOutput one : wanted) {
            boolean binary = one.binary().orElse(request.binaryOutput());
            outputs.add(new Output(one.name(), rows(one.name(), answer), answer, binary, one.classes()));
        }
        return outputs;
    }

    private static List<float[]> rows(String name, ModelAnswer answer) {
        if (name.equals(ModelTensors.PROBABILITIES)) {
            return answer.probabilities();
        }
        if (name.equals(ModelTensors.LOGITS) && answer.logits().isPresent()) {
            return answer.logits().get();
        }
        throw HttpFailure.badRequest(
                "Model '" + answer.model() + "' has no output '" + name + "'.",
                "It has " + (answer.logits().isPresent() ? ModelTensors.LOGITS + " and " : "")
                        + ModelTensors.PROBABILITIES + ".");
    }

    /** One output of the response; {@code classes} is 0 for the scores themselves. */
    record Output(String name, List<float[]> rows, ModelAnswer answer, boolean binary, int classes) {
        void write(JsonWriter json, ByteArrayOutputStream behind) throws IOException {
            int width = width();
            json.beginObject();
            json.field("name", name);
            json.field("datatype", classes == 0 ? Datatype.FP32.name() : Datatype.BYTES.name());
            json.integers("shape", List.of(rows.size(), width));
            if (binary) {
                byte[] data = classes == 0 ? floats() : lengthPrefixed(texts(width));
                json.beginObject("parameters");
                json.field("binary_data_size", data.length);
                json.endObject();
                behind.writeBytes(data);
            } else if (classes == 0) {
                json.floats("data", flat());
            } else {
                json.texts("data", texts(width));
            }
            json.endObject();
        }

        /** Scores of each picture, or the best classes of it. */
        int width() {
            int columns = rows.get(0).length;
            return classes == 0 ? columns : Math.min(classes, columns);
        }

        private List<Float> flat() {
            List<Float> values = new ArrayList<>(rows.size() * rows.get(0).length);
            for (float[] row : rows) {
                for (float value : row) {
                    values.add(value);
                }
            }
            return values;
        }

        private byte[] floats() {
            ByteBuffer bytes = ByteBuffer.allocate(rows.size() * rows.get(0).length * Float.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN);
            int at = 0;
            for (float[] row : rows) {
                bytes.slice(at, row.length * Float.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer()
                        .put(row);
                at += row.length * Float.BYTES;
            }
            return bytes.array();
        }

        /** {@code SCORE:INDEX:LABEL} of the best classes of each row, the score as Triton prints it, with six decimals. */
        List<String> texts(int width) {
            List<String> texts = new ArrayList<>();
            for (float[] row : rows) {
                IntStream.range(0, row.length)
                        .boxed()
                        .sorted(Comparator.<Integer>comparingDouble(index -> -row[index]))
                        .limit(width)
                        .forEach(index -> texts.add(String.format(
                                Locale.ROOT,
                                "%.6f:%d:%s",
                                row[index],
                                index,
                                answer.labels().get(index))));
            }
            return texts;
        }

        private static byte[] lengthPrefixed(List<String> texts) {
            List<byte[]> encoded = texts.stream()
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .toList();
            ByteBuffer bytes = ByteBuffer.allocate(encoded.stream()
                            .mapToInt(text -> Integer.BYTES + text.length)
                            .sum())
                    .order(ByteOrder.LITTLE_ENDIAN);
            encoded.forEach(text -> bytes.putInt(text.length).put(text));
            return bytes.array();
        }
    }
}
