package io.pokeai.itest;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.onnx.graph.Attribute;
import io.pokeai.onnx.graph.Dimension;
import io.pokeai.onnx.graph.GraphBuilder;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A model whose answer for a picture of one colour can be written down without it: convolutions that change nothing (they
 * take time), the mean colour, a hidden layer that hands it on (it takes space), one linear layer of weights drawn by
 * seed.
 *
 * @param classes number of classes
 * @param seed of the linear layer
 * @param convolutions how much work it is
 * @param channels of the convolutions; 9 × channels² weights each
 * @param width of a hidden layer of which only three values are used, at least 3: how much there is to read
 */
record KnownModel(int classes, long seed, int convolutions, int channels, int width) {
    static final int SIDE = 64;
    static final String INPUT =
            "pillow:resize=" + SIDE + ",crop=" + SIDE + ",scale=255.0,mean=0.5/0.5/0.5,std=0.25/0.25/0.25";

    /** float32 sums of at most 64² equal numbers, then of three products of size 10: far below what tells colours apart. */
    static final float TOLERANCE = 1e-3f;

    private static final int COLOURS = 3;
    private static final int KERNEL = 3;

    /** A model that answers in about a millisecond. */
    static KnownModel quick(long seed) {
        return new KnownModel(5, seed, 2, 8, COLOURS);
    }

    /** A model that takes some hundred milliseconds to open, and as many to answer. */
    static KnownModel slow(long seed) {
        return new KnownModel(5, seed, 6, 96, 500_000);
    }

    /** What it answers for a picture of this colour. */
    float[] logits(Color colour) {
        float[] weights = weights();
        float[] bias = bias();
        float[] input = {
            (colour.getRed() / 255f - 0.5f) / 0.25f,
            (colour.getGreen() / 255f - 0.5f) / 0.25f,
            (colour.getBlue() / 255f - 0.5f) / 0.25f
        };
        float[] logits = new float[classes];
        for (int k = 0; k < classes; k++) {
            double sum = bias[k];
            for (int c = 0; c < COLOURS; c++) {
                sum += (double) weights[k * COLOURS + c] * input[c];
            }
            logits[k] = (float) sum;
        }
        return logits;
    }

    /** The largest difference between an answer and the truth. */
    float difference(List<Float> answer, Color colour) {
        float[] expected = logits(colour);
        float largest = answer.size() == expected.length ? 0 : Float.POSITIVE_INFINITY;
        for (int k = 0; k < Math.min(expected.length, answer.size()); k++) {
            largest = Math.max(largest, Math.abs(answer.get(k) - expected[k]));
        }
        return largest;
    }

    /** Class names in index order. */
    List<String> labels() {
        return IntStream.range(0, classes).mapToObj(k -> "kind" + k).toList();
    }

    /** Writes {@code name.onnx} and what has to be declared about it, complete and old enough to be read at once. */
    Path write(Path artifacts, String name) throws IOException {
        return write(artifacts, name, labels());
    }

    /** The same with other names of the classes, which may be any text. */
    Path write(Path artifacts, String name, List<String> labels) throws IOException {
        Files.createDirectories(artifacts);
        Path declared = artifacts.resolve(name + ".model.json");
        try (JsonGenerator json = new JsonFactory().createGenerator(declared.toFile(), JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("input", INPUT);
            json.writeStringField("output", "logits");
            json.writeArrayFieldStart("labels");
            for (String label : labels) {
                json.writeString(label);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        age(declared);
        Path file = artifacts.resolve(name + ".onnx");
        Path partial = artifacts.resolve("." + name + ".partial");
        Files.write(partial, toModel());
        age(partial);
        return Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    byte[] toModel() {
        GraphBuilder graph = new GraphBuilder("known");
        graph.input("images", Dimension.symbol("batch"), Dimension.of(COLOURS), Dimension.of(SIDE), Dimension.of(SIDE));
        graph.initializer("widen", diagonal(channels, COLOURS, 1), channels, COLOURS, 1, 1);
        graph.initializer("narrow", diagonal(COLOURS, channels, 1), COLOURS, channels, 1, 1);
        graph.initializer("spread", diagonal(width, COLOURS, 1), width, COLOURS);
        graph.initializer("weights", wide(weights()), classes, width);
        graph.initializer("bias", bias(), classes);
        String last = graph.add("Conv", List.of("images", "widen"));
        for (int i = 0; i < convolutions; i++) {
            String kernel = "same" + i;
            graph.initializer(kernel, diagonal(channels, channels, KERNEL), channels, channels, KERNEL, KERNEL);
            last = graph.add("Conv", List.of(last, kernel), Attribute.ofList("pads", 1, 1, 1, 1));
        }
        last = graph.add("Conv", List.of(last, "narrow"));
        last = graph.add("Flatten", List.of(graph.add("GlobalAveragePool", List.of(last))));
        last = graph.add("Gemm", List.of(last, "spread"), Attribute.of("transB", 1));
        graph.add("Gemm", List.of(last, "weights", "bias"), List.of("logits"), Attribute.of("transB", 1));
        graph.output("logits", Dimension.symbol("batch"), Dimension.of(classes));
        return graph.toModel();
    }

    private float[] weights() {
        Random random = new Random(seed);
        float[] weights = new float[classes * COLOURS];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextFloat() * 4 - 2;
        }
        return weights;
    }

    /** The weights of the three values that are used, beside zeros. */
    private float[] wide(float[] weights) {
        float[] wide = new float[classes * width];
        for (int k = 0; k < classes; k++) {
            System.arraycopy(weights, k * COLOURS, wide, k * width, COLOURS);
        }
        return wide;
    }

    private float[] bias() {
        Random random = new Random(~seed);
        float[] bias = new float[classes];
        for (int i = 0; i < bias.length; i++) {
            bias[i] = random.nextFloat() * 4 - 2;
        }
        return bias;
    }

    /** A convolution that hands each channel on as it is. */
    private static float[] diagonal(int out, int in, int side) {
        float[] values = new float[out * in * side * side];
        int centre = side * side / 2;
        for (int c = 0; c < Math.min(out, in); c++) {
            values[(c * in + c) * side * side + centre] = 1f;
        }
        return values;
    }

    private static void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(10)));
    }
}
