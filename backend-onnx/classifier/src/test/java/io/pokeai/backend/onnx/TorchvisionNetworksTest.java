package io.pokeai.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.network.testkit.KnownNetwork;
import io.pokeai.engine.spi.Classifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each family from the file to the logits, against PyTorch. */
class TorchvisionNetworksTest {
    // float32 against float64; as a part of the largest logit. PyTorch's own float32 is off by up to 5e-6.
    private static final double TOLERANCE = 2e-5;

    @TempDir
    Path folder;

    private final OnnxClassifierFactory factory = new OnnxClassifierFactory();

    @ParameterizedTest
    @MethodSource("io.pokeai.engine.network.testkit.KnownNetwork#names")
    void answersAsPyTorchDoes(String name) {
        KnownNetwork network = KnownNetwork.read(name);
        Path file = network.write(folder.resolve(name + ".pth"));
        ModelSpec spec = factory.recognise(network.source(file)).orElseThrow();
        for (String opening : new String[] {"first", "cached"}) {
            try (Classifier classifier = factory.open(spec, OpenOptions.cpu(folder.resolve("cache")))) {
                check(network, classifier.infer(network.pictures()), name + ", " + opening);
            }
        }
    }

    private static void check(KnownNetwork network, Scores scores, String what) {
        for (int i = 0; i < network.logits().size(); i++) {
            float[] expected = network.logits().get(i);
            double largest = IntStream.range(0, expected.length)
                    .mapToDouble(c -> Math.abs(expected[c]))
                    .reduce(1, Math::max);
            assertThat(scores.row(i)).as(what).containsExactly(expected, Offset.offset((float) (TOLERANCE * largest)));
        }
    }

    @Test
    void theCacheHoldsNothingButTheOptimisedGraph() throws IOException {
        KnownNetwork network = KnownNetwork.read("resnet_basic");
        Path cache = folder.resolve("cache");
        ModelSpec spec = factory.recognise(network.source(network.write(folder.resolve("a.pth"))))
                .orElseThrow();
        factory.open(spec, OpenOptions.cpu(cache)).close();
        try (var files = Files.walk(cache)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("model.onnx", "weights.bin", "crc32c");
        }
    }

    @Test
    void needsNoCache() throws IOException {
        KnownNetwork network = KnownNetwork.read("resnet_basic");
        ModelSpec spec = factory.recognise(network.source(network.write(folder.resolve("a.pth"))))
                .orElseThrow();
        Path notAFolder = Files.writeString(folder.resolve("in the way"), "a file");
        try (Classifier classifier = factory.open(spec, OpenOptions.cpu(notAFolder.resolve("cache")))) {
            check(network, classifier.infer(network.pictures()), "without a cache");
        }
    }
}
