package io.pokeai.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.network.testkit.KnownNetwork;
import io.pokeai.engine.network.testkit.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fits, what does not, and how that is said. */
class FamiliesTest {
    @TempDir
    static Path shared;

    private static Map<String, Tensor> mobileNet() {
        return Fakes.tensors(
                new MobileNetV2().describe(Fakes.checkpoint(Map.of())).get(0));
    }

    private static EngineException refused(Map<String, Tensor> tensors) {
        return catchThrowableOfType(EngineException.class, () -> Families.find(Fakes.checkpoint(tensors)));
    }

    @Test
    void listsEverythingThatDoesNotFitInOneError() {
        Map<String, Tensor> tensors = mobileNet();
        tensors.remove("features.3.conv.0.1.running_var");
        tensors.remove("classifier.1.bias");
        tensors.put("features.19.extra", Fakes.tensor(3));
        tensors.put("features.18.0.weight", Fakes.tensor(1280, 320, 3, 3));
        tensors.put("features.2.conv.3.bias", Fakes.tensor(DType.INT64, List.of(24L)));
        EngineException e = refused(tensors);
        assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID);
        assertThat(e.problem())
                .contains("mobilenet_v2")
                .contains("2 missing tensors: features.3.conv.0.1.running_var, classifier.1.bias")
                .contains("1 unexpected tensors: features.19.extra")
                .contains("features.18.0.weight is [1280, 320, 3, 3], expected [1280, 320, 1, 1]")
                .contains("features.2.conv.3.bias is int64, expected a floating type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"conv1.weight", "layer1.0.conv1.weight", "layer1.0.conv2.weight", "layer4.0.conv1.weight"})
    void namesTheTensorEvenWhenTheArchitectureIsToldByIt(String name) {
        Map<String, Tensor> tensors = resnet18();
        Tensor right = tensors.get(name);
        tensors.put(name, Fakes.tensor(right.shape().get(0) - 1, right.shape().get(1), 3, 3));
        assertThat(refused(tensors).problem()).contains(name + " is ").contains("resnet18");
        tensors.remove(name);
        assertThat(refused(tensors).problem()).contains("1 missing tensors: " + name);
    }

    private static Map<String, Tensor> resnet18() {
        Map<String, Tensor> clues = new java.util.HashMap<>();
        for (int stage = 1; stage <= 4; stage++) {
            clues.put("layer" + stage + ".1.bn1.bias", Fakes.tensor(64));
        }
        return Fakes.tensors(new ResNet().describe(Fakes.checkpoint(clues)).get(0));
    }

    @Test
    void countersOfBatchNormsMayBeThereOrNot() {
        Map<String, Tensor> tensors = mobileNet();
        assertThat(Families.find(Fakes.checkpoint(tensors))).isPresent();
        tensors.put("features.0.1.num_batches_tracked", Fakes.tensor(DType.INT64, List.of()));
        Network network = Families.find(Fakes.checkpoint(tensors)).orElseThrow();
        assertThat(network.weights().contains("features.0.1.num_batches_tracked"))
                .isFalse();
    }

    @Test
    void aHeadThatIsMissingIsMissed() {
        Map<String, Tensor> tensors = mobileNet();
        tensors.remove("classifier.1.weight");
        assertThat(refused(tensors).problem()).contains("missing tensors: classifier.1.weight");
    }

    @Test
    void leavesOthersAlone() {
        assertThat(Families.find(Fakes.checkpoint(Map.of()))).isEmpty();
        Map<String, Tensor> alexnet = Map.of(
                "features.0.weight", Fakes.tensor(64, 3, 11, 11),
                "classifier.1.weight", Fakes.tensor(4096, 9216),
                "classifier.6.weight", Fakes.tensor(1000, 4096));
        assertThat(Families.find(Fakes.checkpoint(alexnet))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("knownNetworks")
    void aNetworkIsClaimedByItsFamilyAlone(Path file) {
        Checkpoint checkpoint = CheckpointReader.read(file);
        Network network = Families.find(checkpoint).orElseThrow();
        assertThat(Families.all())
                .filteredOn(family -> family.claims(checkpoint))
                .extracting(Family::name)
                .containsExactly(network.family());
    }

    @Test
    void everyFamilyThatIsWrittenIsRegistered() throws Exception {
        Path classes = Path.of(Families.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("io/pokeai/engine/network");
        Set<Class<?>> written = new HashSet<>();
        try (Stream<Path> files = Files.list(classes)) {
            for (String file : files.map(path -> path.getFileName().toString()).toList()) {
                if (file.endsWith(".class") && !file.contains("-")) {
                    written.add(Class.forName("io.pokeai.engine.network." + file.replaceFirst("[.]class$", "")));
                }
            }
        }
        assertThat(written)
                .filteredOn(type -> Family.class.isAssignableFrom(type) && !type.isInterface())
                .containsExactlyInAnyOrderElementsOf(
                        Families.all().stream().map(Object::getClass).toList());
    }

    @Test
    void everyFamilyHasANetworkWhoseAnswersAreKnown() throws IOException {
        Set<String> proven = new TreeSet<>();
        for (Path file : knownNetworks()) {
            proven.add(Families.find(CheckpointReader.read(file)).orElseThrow().family());
        }
        assertThat(proven)
                .as("families with a network in the test kit")
                .containsExactlyInAnyOrderElementsOf(
                        Families.all().stream().map(Family::name).toList());
    }

    @Test
    void everyFamilyOfStateDictsIsHeldAgainstTheNetworksAsPublished() {
        assertThat(Published.all().map(published -> published.family().name()).collect(Collectors.toSet()))
                .as("families with a line in architectures.txt")
                .containsExactlyInAnyOrderElementsOf(Families.all().stream()
                        .filter(family -> !family.readsModules())
                        .map(Family::name)
                        .toList());
    }

    /** Written once: a file that is read stays mapped. */
    private static List<Path> knownNetworks() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String name : KnownNetwork.names()) {
            Path file = shared.resolve(name + ".pth");
            files.add(Files.exists(file) ? file : KnownNetwork.read(name).write(file));
        }
        for (String name : TinyModels.names()) {
            Path file = shared.resolve(name + ".pt");
            files.add(Files.exists(file) ? file : TinyModels.write(name, file));
        }
        return files;
    }

    @Test
    void saysWhatIsKnown() {
        assertThat(Families.all())
                .allMatch(family -> Families.known().contains(family.summary().members()));
        assertThat(Families.known())
                .contains("ResNet-18", "Wide ResNet", "ResNeXt", "VGG", "MobileNetV2", "MobileNetV3", "EfficientNet")
                .contains("YOLOv8-cls");
    }
}
