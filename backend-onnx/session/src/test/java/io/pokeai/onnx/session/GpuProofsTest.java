package io.pokeai.onnx.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.natives.onnxruntime.OnnxRuntimeLibrary;
import io.pokeai.natives.selftest.Kernels;
import io.pokeai.natives.selftest.Outcomes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GPUs that are played by the CPU, right or with a wrong kernel. */
class GpuProofsTest {
    private static final Device FIRST = Device.parse("cuda").orElseThrow();
    private static final Device SECOND = Device.parse("cuda:1").orElseThrow();

    @TempDir
    Path folder;

    private final List<String> tested = new ArrayList<>();

    /** @param wrong a device and a level each, such as {@code cuda:0 ALL_OPT} */
    private GpuProofs gpus(Set<String> wrong) {
        return new GpuProofs(
                () -> "a fake",
                device -> Outcomes.of(List.of(folder), "a fake on " + device.name()),
                (device, level) -> kernels(device, level, wrong));
    }

    private Kernels kernels(Device device, OptLevel level, Set<String> wrong) {
        String name = device.name() + " " + level;
        Kernels cpu = new OnnxKernels(OnnxRuntimeLibrary.environment(), () -> SessionOpener.settings(level, 1));
        return operations -> {
            tested.add(name);
            List<float[]> results = cpu.compute(operations);
            if (wrong.contains(name)) {
                results.forEach(result -> result[result.length - 1] *= 1.001f);
            }
            return results;
        };
    }

    private static Set<String> allLevelsOf(Device device) {
        return Set.of(
                device.name() + " ALL_OPT",
                device.name() + " EXTENDED_OPT",
                device.name() + " BASIC_OPT",
                device.name() + " NO_OPT");
    }

    @Test
    void eachGpuIsTestedOnceAndRemembered() {
        GpuProofs gpus = gpus(Set.of());
        assertThat(gpus.require(FIRST).level()).isEqualTo(SessionOpener.LEVEL);
        assertThat(gpus.require(FIRST).proof().library()).isEqualTo("a fake on cuda:0");
        gpus.require(SECOND);
        assertThat(tested).containsExactly("cuda:0 ALL_OPT", "cuda:1 ALL_OPT");
        assertThat(gpus(Set.of()).require(FIRST).proof().isRemembered())
                .as("by the next process")
                .isTrue();
        assertThat(tested).hasSize(2);
    }

    @Test
    void aWrongKernelOfOneGpuIsAvoidedThereAlone() {
        GpuProofs gpus = gpus(Set.of("cuda:1 ALL_OPT"));
        assertThat(gpus.require(FIRST).level()).isEqualTo(OptLevel.ALL_OPT);
        assertThat(gpus.require(SECOND).level()).isEqualTo(OptLevel.EXTENDED_OPT);
        assertThat(gpus.require(SECOND).proof().description()).contains("wrong on this machine: setting default: ");
    }

    @Test
    void aGpuThatIsWrongInEveryWayIsRefusedAndNotTestedAgain() {
        GpuProofs gpus = gpus(allLevelsOf(FIRST));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> gpus.require(FIRST)).isInstanceOfSatisfying(EngineException.class, e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                assertThat(e.problem()).startsWith("a fake on cuda:0 fails its self-test on this machine");
            });
        }
        assertThat(tested).hasSize(4);
    }

    @Test
    void aGpuThatIsNotThereIsNotTested() throws Exception {
        OpenOptions options = new OpenOptions(1, List.of("cuda", "cpu"), folder);
        SessionOpener.Opened opened =
                opener(options, gpus(allLevelsOf(FIRST)), Device::addTo).open();
        try (var session = opened.session()) {
            assertThat(session.getNumInputs()).isEqualTo(1);
        }
        assertThat(opened.device().name()).isEqualTo("cpu");
        assertThat(opened.declined()).singleElement().asString().contains("this build of ONNX Runtime is for the CPU");
        assertThat(tested).isEmpty();
    }

    @Test
    void theNextDeviceIsTakenWhereAGpuIsWrong() throws Exception {
        OpenOptions options = new OpenOptions(1, List.of("cuda", "cuda:1", "cpu"), folder);
        GpuProofs gpus = gpus(allLevelsOf(FIRST));
        SessionOpener.Opened opened =
                opener(options, gpus, (device, settings) -> {}).open();
        try (var session = opened.session()) {
            assertThat(session.getNumInputs()).isEqualTo(1);
        }
        assertThat(opened.device().name()).isEqualTo("cuda:1");
        assertThat(opened.declined()).singleElement().asString().contains("a fake on cuda:0 fails its self-test");
    }

    private static SessionOpener opener(OpenOptions options, GpuProofs gpus, SessionOpener.Providers providers) {
        return new SessionOpener(
                OnnxRuntimeLibrary.environment(),
                options,
                new ModelBytes.InMemory(Models.means(io.pokeai.onnx.graph.Dimension.symbol("n"))),
                SessionOpener.LEVEL,
                gpu -> gpus.require(gpu).level(),
                providers);
    }

    @Test
    void theDriverSaysWhichGpusThereAre() throws IOException {
        assertThat(new Gpus(folder.resolve("none")).description()).isEmpty();
        Path gpu = Files.createDirectories(folder.resolve("nvidia/gpus/0000:01:00.0"));
        Files.writeString(folder.resolve("nvidia/version"), "NVRM version: 1\n");
        Files.writeString(gpu.resolve("information"), "Model: A\n");
        assertThat(new Gpus(folder.resolve("nvidia")).description())
                .isEqualTo(Optional.of("NVRM version: 1\nModel: A\n"));
    }
}
