package io.pokeai.natives.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import io.pokeai.natives.NativesBuild;
import io.pokeai.natives.opencv.NativeEnvironment;
import io.pokeai.natives.selftest.LibrarySetting;
import io.pokeai.natives.selftest.Outcome;
import io.pokeai.natives.selftest.Plan;
import io.pokeai.natives.selftest.Proof;
import io.pokeai.natives.selftest.SelfTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real libtorch: what this machine makes of it, and every fall-back forced once. */
class TorchProofTest {
    private static Path libraries() throws IOException {
        return NativesBuild.of(PyTorchLibrary.class).unpack();
    }

    static List<LibrarySetting> fallBacks() {
        List<LibrarySetting> all = TorchSettings.of(System.getProperty("os.arch"));
        return all.subList(1, all.size());
    }

    @Test
    void libtorchIsRightHereUnderTheSettingThatWasFound() {
        Proof proof = PyTorchLibrary.proof();
        assertThat(proof.outcome().isRight()).isTrue();
        assertThat(proof.library()).isEqualTo("libtorch " + PyTorchLibrary.version());
        assertThat(proof.description()).startsWith("self-test passed, ").contains(" ms", ", setting ");
        SelfTest test = new SelfTest(Plan.standard());
        PyTorchLibrary.confine();
        Outcome here = test.run(new TorchKernels(PyTorchLibrary.engine()));
        assertThat(here.example()).isEmpty();
    }

    @Test
    void theLastResortIsRightOnEveryMachine() throws Exception {
        List<LibrarySetting> all = TorchSettings.of(System.getProperty("os.arch"));
        Outcome outcome = new SelfTestProcess(libraries()).run(all.get(all.size() - 1));
        assertThat(outcome.example()).isEmpty();
        assertThat(outcome.isRight()).isTrue();
    }

    /** Which of them are right depends on the machine; that each gives an answer does not. */
    @ParameterizedTest
    @MethodSource("fallBacks")
    void everyFallBackIsTestedInAProcessOfItsOwn(LibrarySetting setting) throws Exception {
        Outcome outcome = new SelfTestProcess(libraries()).run(setting);
        assertThat(outcome.isFinished()).as(outcome.example()).isTrue();
        assertThat(outcome.cases()).isEqualTo(Plan.standard().operations().size());
    }

    @Test
    void aProcessThatCannotLoadLibtorchIsAnOutcomeAndNoProof(@TempDir Path empty) throws Exception {
        Outcome outcome = new SelfTestProcess(empty).run(LibrarySetting.standard());
        assertThat(outcome.isRight()).isFalse();
        assertThat(outcome.isFinished()).as("nothing to remember").isFalse();
        assertThat(outcome.example()).startsWith("its process ended with status ");
    }

    /** Loads libtorch under a setting of the native environment, in a process that was started without it. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            Path libraries = libraries();
            NativeEnvironment.replacing(Map.of("ONEDNN_MAX_CPU_ISA", arguments[0], "ONEDNN_VERBOSE", "1"), () -> {
                Engine engine = PyTorchLibrary.load(libraries);
                PyTorchLibrary.confine();
                Outcome outcome = new SelfTest(Plan.brief()).run(new TorchKernels(engine));
                System.out.println("cases=" + outcome.cases());
            });
            System.out.println("environment=" + System.getenv("ONEDNN_MAX_CPU_ISA"));
        }
    }

    @Test
    void aSettingOfTheNativeEnvironmentReachesLibtorch() throws Exception {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "instruction sets of x86-64");
        assertThat(child("SSE41"))
                .contains(
                        "isa:Intel SSE4.1", "cases=" + Plan.brief().operations().size())
                .contains("environment=null");
    }

    private static String child(String isa) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        isa)
                .redirectErrorStream(true);
        builder.environment().remove("ONEDNN_MAX_CPU_ISA");
        Process child = builder.start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
