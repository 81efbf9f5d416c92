package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One checkpoint on two back ends, under the hands of a user whose assembly has DJL. */
class DjlIT {
    private static final double TOLERANCE = 1e-4;

    private Installation user;

    @BeforeEach
    void unpack() throws Exception {
        assumeTrue(Assembly.find().backend("djl").isPresent(), "needs an assembly that was built with -Pdjl");
        user = Installation.create("djl-user");
        KnownCheckpoint.write(user.artifacts(), "plain");
        KnownCheckpoint.write(user.artifacts(), "torch", "\"backend\":\"djl\"");
        Pictures.write(user.work().resolve("photos"), Pictures.colours(3, 4));
    }

    @AfterEach
    void remove() {
        if (user != null) {
            user.delete();
        }
    }

    @Test
    void theSideFileChoosesTheBackEndAndBothAgree() throws Exception {
        Outcome models = user.pokeai("models", "--open", "--format", "json").run();
        assertThat(models.status()).as(models.toString()).isZero();
        assertThat(Json.rows(models.out()))
                .extracting(model -> model.get("name") + " " + model.get("backend") + " " + model.get("state"))
                .containsExactlyInAnyOrder("plain onnx READY", "torch djl READY");
        List<Map<String, Object>> plain = classify("plain");
        List<Map<String, Object>> torch = classify("torch");
        for (int i = 0; i < plain.size(); i++) {
            List<?> expected = (List<?>) plain.get(i).get("logits");
            List<?> found = (List<?>) torch.get(i).get("logits");
            for (int k = 0; k < expected.size(); k++) {
                double value = ((Number) expected.get(k)).doubleValue();
                assertThat(((Number) found.get(k)).doubleValue())
                        .isCloseTo(value, within(TOLERANCE * Math.max(1, Math.abs(value))));
            }
        }
        assertThat(user.temporaryFiles()).isEmpty();
        assertThat(user.traces()).isEmpty();
    }

    @Test
    void theDemoMovesItsModelToLibtorchAndBack() throws Exception {
        Outcome outcome = user.pokeai("demo", "--dir", "demo", "--no-train").run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .containsPattern("wrote the same model as PyTorch's weights \\(creatures\\.pth, [0-9,]+ kB\\)")
                .containsPattern("moved it to djl under 2 callers and back: [0-9,]+ answers, 0 lost")
                .containsPattern("onnx to djl: .*open .*compare")
                .containsPattern("djl to onnx: ")
                .containsPattern("scores for the 96 pictures differ by 0\\.0000[0-9]+ at most")
                .contains("96 of 96 right (100.0 %).");
        assertThat(outcome.err()).isEmpty();
        assertThat(user.temporaryFiles()).isEmpty();
    }

    @Test
    void onAFlatClassPathACheckpointMovesToLibtorchAndBackToo() throws Exception {
        KnownCheckpoint.write(user.artifacts(), FlatMove.MODEL);
        Outcome outcome = user.java(
                        "-Djava.io.tmpdir=" + user.tmp(),
                        "-Dpokeai.natives=" + System.getProperty("pokeai.natives"),
                        "-cp",
                        FlatClassPathIT.classPath(),
                        FlatMove.class.getName(),
                        user.artifacts().toString())
                .run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).isEqualTo("moved: [djl, onnx]\n");
        assertThat(outcome.err()).isEmpty();
        assertThat(user.temporaryFiles()).isEmpty();
        assertThat(user.traces()).isEmpty();
    }

    @Test
    void doctorNamesLibtorch() throws Exception {
        Outcome outcome = user.pokeai("doctor").run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .containsPattern("ok +libtorch: 2\\.\\S+ by DJL 0\\.\\S+, from .*natives")
                .contains("libtorch GPU");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void speaksToNobodyAndWritesIntoItsCacheOnly() throws Exception {
        assumeTrue(SystemCalls.available(), "needs strace, and the right to use it");
        Path trace = user.root().resolve("trace.txt");
        Outcome outcome = user.pokeai("classify", "photos", "--model", "torch")
                .by(SystemCalls.tracer(trace))
                .run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        SystemCalls calls = SystemCalls.read(trace, user.work());
        assertThat(calls.count()).isGreaterThan(100);
        assertThat(calls.network()).isEmpty();
        assertThat(calls.written())
                .filteredOn(path -> !path.startsWith(user.cache())
                        && !path.startsWith(user.artifacts().resolve(".cache"))
                        && !path.startsWith("/dev")
                        && !path.startsWith("/proc")
                        && !path.toString().contains(Installation.JVM_COUNTERS)
                        && !NoTelemetryIT.isWhatOnnxRuntimeTakesBack(path))
                .isEmpty();
        assertThat(Scratch.files(user.home())).isEmpty();
        assertThat(user.temporaryFiles()).isEmpty();
    }

    private List<Map<String, Object>> classify(String model) throws Exception {
        Outcome outcome = user.pokeai("classify", "photos", "--model", model, "--format", "json", "--scores")
                .run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.err()).isEmpty();
        return Json.rows(outcome.out());
    }
}
