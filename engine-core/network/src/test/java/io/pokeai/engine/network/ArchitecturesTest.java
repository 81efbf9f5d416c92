package io.pokeai.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.Tensor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Every member of torchvision's families wants the tensors that torchvision has: how many, and the SHA-256 over the sorted
 * lines {@code name [shape]}, without {@code num_batches_tracked}, for 17 classes. {@code architectures.txt} was made with
 * torchvision from {@code model.state_dict()}.
 */
class ArchitecturesTest {
    private static final int CLASSES = 17;

    @ParameterizedTest
    @CsvFileSource(resources = "architectures.txt", delimiter = ' ')
    void wantsTheTensorsOfTorchvision(String architecture, int count, String sha256) throws Exception {
        Blueprint blueprint = family(architecture).describe(clues(architecture)).stream()
                .filter(candidate -> candidate.architecture().equals(architecture))
                .findFirst()
                .orElseThrow();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        blueprint.tensors().entrySet().stream()
                .map(tensor -> tensor.getKey() + " " + tensor.getValue() + "\n")
                .sorted()
                .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
        assertThat(blueprint.tensors()).hasSize(count);
        assertThat(HexFormat.of().formatHex(digest.digest())).startsWith(sha256);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "architectures.txt", delimiter = ' ')
    void isFoundByItsTensors(String architecture, int count, String sha256) {
        Blueprint blueprint = family(architecture).describe(clues(architecture)).stream()
                .filter(candidate -> candidate.architecture().equals(architecture))
                .findFirst()
                .orElseThrow();
        Network network =
                Families.find(Fakes.checkpoint(Fakes.tensors(blueprint))).orElseThrow();
        assertThat(network.architecture()).isEqualTo(architecture);
        assertThat(network.classes()).isEqualTo(CLASSES);
        assertThat(network.weights().tensors()).hasSize(count);
        assertThat(Shapes.of(network, 224).of(network.output())).containsExactly(CLASSES);
    }

    @Test
    void poolsMapsOfAnySize() {
        Blueprint vgg = family("vgg11").describe(clues("vgg11")).get(0);
        Network network = Families.find(Fakes.checkpoint(Fakes.tensors(vgg))).orElseThrow();
        assertThat(Shapes.of(network, 96).of("avgpool")).containsExactly(512, 7, 7);
        assertThat(Shapes.of(network, 96).of("features.20")).containsExactly(512, 3, 3);
    }

    private static Family family(String architecture) {
        if (architecture.startsWith("vgg")) {
            return new Vgg();
        } else if (architecture.equals("mobilenet_v2")) {
            return new MobileNetV2();
        } else if (architecture.startsWith("mobilenet_v3")) {
            return new MobileNetV3();
        }
        return architecture.startsWith("efficientnet") ? new EfficientNet() : new ResNet();
    }

    /** The tensors by which members of a family are told apart. */
    private static Checkpoint clues(String architecture) {
        Map<String, Tensor> clues = new LinkedHashMap<>();
        clues.put("fc.weight", Fakes.tensor(CLASSES, 512));
        clues.put("classifier.1.weight", Fakes.tensor(CLASSES, 1));
        clues.put("classifier.3.weight", Fakes.tensor(CLASSES, 1));
        clues.put("classifier.6.weight", Fakes.tensor(CLASSES, 1));
        clues.put("classifier.0.weight", Fakes.tensor(4096, 1));
        if (architecture.endsWith("_bn")) {
            clues.put("features.1.running_mean", Fakes.tensor(64));
        }
        int[] layers = layers(architecture);
        for (int stage = 1; stage <= 4; stage++) {
            clues.put("layer" + stage + "." + (layers[stage - 1] - 1) + ".bn1.bias", Fakes.tensor(64));
        }
        if (!architecture.endsWith("18") && !architecture.endsWith("34")) {
            clues.put("layer1.0.conv3.weight", Fakes.tensor(256, 64, 1, 1));
        }
        long width = architecture.contains("x4d") || architecture.startsWith("wide") ? 128 : 64;
        long perGroup = architecture.endsWith("x4d") ? 4 : width;
        if (architecture.endsWith("101_32x8d")) {
            width = 256;
            perGroup = 8;
        } else if (architecture.endsWith("101_64x4d")) {
            width = 256;
        }
        clues.put("layer1.0.conv2.weight", Fakes.tensor(width, perGroup, 3, 3));
        return Fakes.checkpoint(clues);
    }

    private static int[] layers(String architecture) {
        if (architecture.contains("101")) {
            return new int[] {3, 4, 23, 3};
        } else if (architecture.contains("152")) {
            return new int[] {3, 8, 36, 3};
        }
        return architecture.equals("resnet18") ? new int[] {2, 2, 2, 2} : new int[] {3, 4, 6, 3};
    }
}
