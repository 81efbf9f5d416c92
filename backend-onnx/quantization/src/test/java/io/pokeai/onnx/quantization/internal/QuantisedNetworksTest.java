package io.pokeai.onnx.quantization.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.network.Families;
import io.pokeai.engine.network.Network;
import io.pokeai.engine.network.testkit.KnownNetwork;
import io.pokeai.engine.network.testkit.TinyModels;
import io.pokeai.onnx.graph.NetworkNodes;
import io.pokeai.onnx.quantization.internal.calibration.Calibrator;
import io.pokeai.onnx.quantization.internal.scheme.CalibrationGraph;
import io.pokeai.onnx.quantization.internal.scheme.FloatLayers;
import io.pokeai.onnx.quantization.internal.scheme.QuantisationPlan;
import io.pokeai.onnx.quantization.internal.scheme.WeightBits;
import io.pokeai.onnx.session.GraphRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every family, with the logits of PyTorch. */
class QuantisedNetworksTest {
    private static final int PICTURES = 8;

    @TempDir
    Path folder;

    static Stream<String> known() {
        return KnownNetwork.names().stream();
    }

    @Test
    void aResNetAnswersInInt8AsPyTorchDoesInFloat() {
        everyFamilyAnswersInInt8AsPyTorchDoesInFloat("resnet_basic");
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("known")
    void everyFamilyAnswersInInt8AsPyTorchDoesInFloat(String name) {
        KnownNetwork known = KnownNetwork.read(name);
        Network network = Families.find(CheckpointReader.read(known.write(folder.resolve(name + ".pth"))))
                .orElseThrow();
        InputSpec input = InputSpec.torchvision(known.size(), known.size());
        requireClose(network, input, known.pictures(), known.logits());
    }

    @ParameterizedTest
    @MethodSource("tiny")
    void ultralyticsClassifiersDoToo(String name) throws IOException {
        Network network = Families.find(CheckpointReader.read(TinyModels.write(name, folder.resolve(name + ".pt"))))
                .orElseThrow();
        requireClose(network, InputSpec.yolo(TinyModels.SIZE), TinyModels.pictures(), TinyModels.logits(name));
    }

    static Stream<String> tiny() {
        return TinyModels.names().stream();
    }

    @Test
    void layersThatStayFloatAreNotCounted() {
        KnownNetwork known = KnownNetwork.read("resnet_basic");
        Network network = Families.find(CheckpointReader.read(known.write(folder.resolve("a.pth"))))
                .orElseThrow();
        NetworkNodes nodes = NetworkNodes.of(network, InputSpec.torchvision(known.size(), known.size()));
        QuantisationPlan.LayerCount all = new QuantisationPlan(nodes, FloatLayers.NONE).layers();
        assertEquals(all.all(), all.integer());
        assertEquals(
                all.all() - 2,
                new QuantisationPlan(nodes, new FloatLayers(true, true))
                        .layers()
                        .integer());
    }

    private static void requireClose(Network network, InputSpec input, ImageTensor pictures, List<float[]> logits) {
        NetworkNodes nodes = NetworkNodes.of(network, input);
        for (FloatLayers floats : List.of(FloatLayers.NONE, new FloatLayers(true, true))) {
            QuantisationPlan plan = new QuantisationPlan(nodes, floats);
            FoldCalibration calibration =
                    FoldCalibration.measure(nodes, plan, input, noise(input), new PlainImaging(), 1, () -> {});
            byte[] model = calibration
                    .graph(new Calibrator.MinMax(), WeightBits.EIGHT, ScoreKind.LOGITS)
                    .toModel();
            double error = distance(answers(model, pictures), logits);
            assertTrue(error < tolerance(network), network.architecture() + " with " + floats + " is off by " + error);
        }
        double exact = distance(answers(CalibrationGraph.toModel(nodes, input, List.of()), pictures), logits);
        assertTrue(exact < 1e-3, network.architecture() + " in float32 is off by " + exact);
    }

    /**
     * A few per cent, measured. MobileNetV2 narrowed to a quarter, with random weights, loses more: its bottlenecks have no bound, and
     * as few as eight channels. A scale or an axis that is wrong costs all of the answer.
     */
    private static double tolerance(Network network) {
        return network.architecture().startsWith("mobilenet_v2") ? 0.3 : 0.1;
    }

    private static CalibrationCrops noise(InputSpec input) {
        Random random = new Random(7);
        List<Image> images = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            byte[] rgb = new byte[3 * input.width() * input.height()];
            random.nextBytes(rgb);
            images.add(new Image(input.width(), input.height(), rgb));
        }
        return new CalibrationCrops(images, Collections.nCopies(PICTURES, 0));
    }

    private static List<float[]> answers(byte[] model, ImageTensor pictures) {
        List<float[]> rows = new ArrayList<>();
        try (GraphRun run = GraphRun.open(model, 1)) {
            run.run(pictures, (name, values) -> {
                for (int i = 0; i < pictures.count(); i++) {
                    float[] row = new float[values.remaining() / pictures.count()];
                    values.get(i * row.length, row);
                    rows.add(row);
                }
            });
        }
        return rows;
    }

    /** The length of the difference, as a share of the length of what is expected without its mean. */
    private static double distance(List<float[]> found, List<float[]> expected) {
        double difference = 0;
        double length = 0;
        for (int row = 0; row < expected.size(); row++) {
            for (int i = 0; i < expected.get(row).length; i++) {
                difference += Math.pow(found.get(row)[i] - expected.get(row)[i], 2);
                length += Math.pow(expected.get(row)[i], 2);
            }
        }
        return Math.sqrt(difference / length);
    }
}
