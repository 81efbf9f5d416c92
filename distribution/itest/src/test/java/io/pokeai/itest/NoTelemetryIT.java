package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The engine speaks to nobody, and writes into no folder but its own. */
class NoTelemetryIT {
    private static final Path TEMPORARY = Path.of("/tmp");

    private Installation user;
    private Path trace;

    @BeforeEach
    void unpack() throws Exception {
        user = Installation.create("telemetry");
        trace = user.root().resolve("trace.txt");
        KnownModel.quick(5).write(user.artifacts(), "known");
        Pictures.write(user.work().resolve("photos"), Pictures.colours(2, 3));
    }

    @AfterEach
    void remove() {
        user.delete();
    }

    @Test
    void theCommandLineTriesNoConnectionAndWritesIntoItsCacheOnly() throws Exception {
        assumeTrue(SystemCalls.available(), "needs strace, and the right to use it");
        Outcome outcome = user.pokeai("classify", "photos", "--format", "json")
                .by(SystemCalls.tracer(trace))
                .run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(Json.rows(outcome.out())).hasSize(2);
        requireModest(user.cache());
    }

    @Test
    void anEmbeddedEngineTriesNoConnectionAndWritesIntoItsCacheOnly() throws Exception {
        assumeTrue(SystemCalls.available(), "needs strace, and the right to use it");
        Path artifacts = user.work().resolve("embedded");
        Outcome outcome = embedded(artifacts).by(SystemCalls.tracer(trace)).run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        // The program itself writes the model.
        requireModest(artifacts);
        assertThat(Scratch.files(artifacts)).allMatch(file -> file.matches("flat\\..*|(\\.cache|journal)(/.*)?"));
    }

    /** So that the tests above do not pass because nothing is seen. */
    @Test
    void theTracerSeesConnectionsAndFiles() throws Exception {
        assumeTrue(SystemCalls.available(), "needs strace, and the right to use it");
        assumeTrue(canRun("bash", "-c"), "needs bash");
        String script = "mkdir deep; cd deep; echo secret > stolen; exec 3<>/dev/tcp/127.0.0.1/9";
        List<String> line = new ArrayList<>(List.of(SystemCalls.tracer(trace)));
        line.addAll(List.of("bash", "-c", script));
        new ProcessBuilder(line).directory(user.work().toFile()).start().waitFor();
        SystemCalls calls = SystemCalls.read(trace, user.work());
        assertThat(calls.network()).isNotEmpty();
        assertThat(calls.written()).contains(user.work().resolve("deep/stolen"));
    }

    @Test
    void bothWorkWithoutAnyNetwork() throws Exception {
        String[] lonely = {"unshare", "--user", "--map-root-user", "--net"};
        assumeTrue(canRun(lonely), "needs unshare, and the right to make a network namespace");
        Outcome commandLine = user.pokeai("classify", "photos").by(lonely).run();
        assertThat(commandLine.status()).as(commandLine.toString()).isZero();
        Outcome embedded = embedded(user.work().resolve("embedded")).by(lonely).run();
        assertThat(embedded.status()).as(embedded.toString()).isZero();
        assertThat(Scratch.files(user.home())).isEmpty();
        assertThat(user.temporaryFiles()).isEmpty();
    }

    private Installation.Command embedded(Path artifacts) {
        return user.java("-cp", FlatClassPathIT.classPath(), FlatContract.class.getName(), artifacts.toString());
    }

    private void requireModest(Path... own) throws IOException {
        SystemCalls calls = SystemCalls.read(trace, user.work());
        assertThat(calls.count()).as("strace saw something").isGreaterThan(100);
        assertThat(calls.network()).isEmpty();
        List<Path> folders = List.of(own);
        Path models = user.artifacts().resolve(".cache");
        Set<Path> foreign = calls.written().stream()
                .filter(path -> folders.stream().noneMatch(path::startsWith) && !path.startsWith(models))
                .filter(path -> !isOfTheSystem(path) && !isWhatOnnxRuntimeTakesBack(path))
                .collect(Collectors.toSet());
        assertThat(foreign).isEmpty();
        assertThat(Scratch.files(user.home())).isEmpty();
        assertThat(user.temporaryFiles()).isEmpty();
    }

    /** Devices, and the counters that any JVM keeps for jps. */
    private static boolean isOfTheSystem(Path path) {
        return path.startsWith("/dev")
                || path.startsWith("/proc")
                || (path.startsWith(TEMPORARY) && path.toString().contains(Installation.JVM_COUNTERS));
    }

    /**
     * ONNX Runtime's Java binding makes an empty folder before it looks whether it needs one; the engine deletes it at
     * once.
     */
    static boolean isWhatOnnxRuntimeTakesBack(Path path) {
        return Assembly.name(path).matches("onnxruntime-java\\d+") && !Files.exists(path);
    }

    private static boolean canRun(String... prefix) throws InterruptedException {
        try {
            List<String> line = new ArrayList<>(List.of(prefix));
            line.add("true");
            return new ProcessBuilder(line)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
