package io.pokeai.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every member of torchvision's families wants the tensors that torchvision has. {@code architectures.txt} was made with
 * torchvision from {@code model.state_dict()}, by {@code src/test/scripts/known_network.py}.
 */
class ArchitecturesTest {
    @ParameterizedTest
    @MethodSource("io.pokeai.engine.network.Published#all")
    void wantsTheTensorsOfTorchvision(Published published) throws Exception {
        NetworkBuilder builder = published.builder();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        builder.tensors().entrySet().stream()
                .map(tensor -> tensor.getKey() + " " + tensor.getValue() + "\n")
                .sorted()
                .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
        assertThat(builder.tensors()).hasSize(published.tensors());
        assertThat(HexFormat.of().formatHex(digest.digest())).startsWith(published.sha256());
    }

    @ParameterizedTest
    @MethodSource("io.pokeai.engine.network.Published#all")
    void isToldApartByTensorsThatItHas(Published published) {
        NetworkBuilder builder = published.builder();
        published.clues().forEach((name, clue) -> assertThat(builder.tensors()).containsEntry(name, clue.shape()));
    }

    @ParameterizedTest
    @MethodSource("io.pokeai.engine.network.Published#all")
    void isFoundByItsTensors(Published published) {
        Network network = Families.find(Fakes.checkpoint(Fakes.tensors(published.builder())))
                .orElseThrow();
        assertThat(network.architecture()).isEqualTo(published.name());
        assertThat(network.family()).isEqualTo(published.family().name());
        assertThat(network.classes()).isEqualTo(Published.CLASSES);
        assertThat(network.weights().tensors()).hasSize(published.tensors());
        assertThat(Shapes.of(network, 224).of(network.output())).containsExactly(Published.CLASSES);
    }

    @Test
    void poolsMapsOfAnySize() {
        NetworkBuilder vgg = Published.named("vgg11").builder();
        Network network = Families.find(Fakes.checkpoint(Fakes.tensors(vgg))).orElseThrow();
        assertThat(Shapes.of(network, 96).of("avgpool")).containsExactly(512, 7, 7);
        assertThat(Shapes.of(network, 96).of("features.20")).containsExactly(512, 3, 3);
    }
}
