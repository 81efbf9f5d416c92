package io.pokeai.djl.training.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.network.Network;
import io.pokeai.engine.network.recognition.KnownCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ten steps of torchvision's own networks beside PyTorch's in float32. The property {@code pokeai.training.goldens} names the folder
 * that {@code scripts/training/learning_goldens.py --full} has written.
 */
@Tag("slow")
class WholeNetworksTest {
    /** Of the first step; what differs grows from there, as it does between two builds of PyTorch. */
    private static final double FIRST_LOSS = 1e-5;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resnet18",
                "resnet50",
                "vgg11",
                "vgg16_bn",
                "mobilenet_v2",
                "mobilenet_v3_large",
                "efficientnet_b0",
                "yolov8n-cls"
            })
    void tenSteps(String name) throws IOException {
        String folder = System.getProperty("pokeai.training.goldens", "");
        assumeTrue(!folder.isEmpty(), "no folder of goldens is named");
        Path file = Path.of(folder, name + (name.startsWith("yolo") ? ".pt" : ".pth"));
        assumeTrue(Files.exists(file), "there is no " + file);
        LearningGolden golden = LearningGolden.parse(Files.readString(Path.of(folder, name + ".txt")));
        Network network = KnownCheckpoint.network(CheckpointReader.read(file));
        StringBuilder differences = new StringBuilder();
        double first = 0;
        try (Learner learner = Learners.open(network, golden.integer("size"), golden.learner())) {
            for (int step = 1; step <= golden.losses().size(); step++) {
                double expected = golden.losses().get(step - 1);
                double found = learner.step(golden.batch(step), golden.number("rate"));
                double difference = Math.abs(found - expected) / expected;
                first = step == 1 ? difference : first;
                differences.append(String.format(Locale.ROOT, " %.1e", difference));
            }
            StateDict learned = learner.weights();
            double apart = 0;
            double moved = 0;
            for (LearningGolden.Sample sample : golden.weights()) {
                double found =
                        learned.find(sample.tensor()).orElseThrow().floats().get(sample.index());
                double before = network.weight(sample.tensor()).floats().get(sample.index());
                apart += Math.pow(found - sample.value(), 2);
                moved += Math.pow(sample.value() - before, 2);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s: relative difference of the loss, step by step%s; of the change of the weights %.1e%n",
                    name,
                    differences,
                    Math.sqrt(apart / moved));
        }
        assertThat(first).isLessThan(FIRST_LOSS);
    }
}
