package io.pokeai.engine.runtime.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms.Allowance;
import io.pokeai.engine.runtime.internal.fixture.Fixture;
import io.pokeai.engine.runtime.internal.fixture.SwapScenario;
import io.pokeai.engine.runtime.internal.lifecycle.Lifecycle;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.Gate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Versions whose opening the process did not survive. */
@Timeout(300)
class OpeningMarksTest {
    @TempDir
    Path folder;

    private Path marks() {
        return folder.resolve(".cache").resolve("openings");
    }

    private List<Path> files() throws Exception {
        if (!Files.isDirectory(marks())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(marks())) {
            return files.toList();
        }
    }

    /** A process that opens the only model of a folder and does not come back from it. */
    static final class Crash {
        private Crash() {}

        public static void main(String[] args) {
            FakeClassifierFactory crashing = new FakeClassifierFactory();
            boolean opening = args[1].equals("opening");
            crashing.decorate(classifier -> {
                if (opening) {
                    Runtime.getRuntime().halt(139);
                }
                return classifier;
            });
            Fixture fixture = new Fixture(Path.of(args[0])).withBackend(crashing);
            fixture.answer("a");
            if (args[1].equals("exit")) {
                Gate gate = crashing.holdOpenings();
                fixture.model("b.onnx", "fake 2");
                fixture.registry().rescan();
                new Thread(() -> fixture.answer("b")).start();
                gate.awaitArrival(Fixture.PATIENCE);
                System.exit(139); // orderly, though nobody has closed the engine
            }
            Runtime.getRuntime().halt(139); // it answered, and is killed
        }
    }

    private void crash(String when) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Crash.class.getName(),
                        folder.toString(),
                        when)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(139);
    }

    @Test
    void twoCrashesInARowHoldAVersionUntilItIsAllowed() throws Exception {
        try (Fixture fixture = new Fixture(folder).withBackend()) {
            fixture.model("a.onnx", "fake 1");
            crash("opening");
            crash("opening");

            assertThatThrownBy(() -> fixture.answer("a")).isInstanceOfSatisfying(EngineException.class, e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                assertThat(e.getMessage())
                        .contains("is held", "the process ended 2 times", "by fake", "allow what is held");
            });
            assertThat(fixture.fake.opened()).isEmpty();
            SwapScenario.fails(
                    ErrorCode.UNAVAILABLE, fixture.control().load("a", SwapTarget.AS_FOUND, SwapScenario.EVE));

            fixture.control()
                    .load("a", SwapTarget.AS_FOUND, SwapScenario.EVE.allowing(Allowance.HELD))
                    .orThrow();
            assertThat(fixture.answer("a")).isEqualTo(1);
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void oneCrashIsSaidAndForgottenOnceItOpens() throws Exception {
        try (Fixture fixture = new Fixture(folder).withBackend()) {
            fixture.model("a.onnx", "fake 1");
            crash("opening");
            SwapReport report = fixture.control()
                    .load("a", SwapTarget.AS_FOUND, SwapScenario.EVE)
                    .orThrow();
            assertThat(report.notes()).singleElement().asString().contains("ended meanwhile", "once more");
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void otherContentOfTheNameIsNotHeld() throws Exception {
        try (Fixture fixture = new Fixture(folder).withBackend()) {
            fixture.model("a.onnx", "fake 1");
            crash("opening");
            crash("opening");
            fixture.model("a.onnx", "fake 2");
            fixture.settle();
            assertThat(fixture.answer("a")).isEqualTo(2);
        }
    }

    @Test
    void whoIsKilledWhileItAnswersOrExitsWhileItOpensLeavesNothing() throws Exception {
        try (Fixture fixture = new Fixture(folder).withBackend()) {
            fixture.model("a.onnx", "fake 1");
            crash("answering");
            crash("answering");
            crash("exit");
            assertThat(files()).isEmpty();
            assertThat(fixture.answer("a")).isEqualTo(1);
        }
    }

    @Test
    void anEngineThatIsClosedWhileItOpensLeavesNothing() throws Exception {
        Fixture fixture = new Fixture(folder).withBackend();
        fixture.model("a.onnx", "fake 1");
        Gate gate = fixture.fake.holdOpenings();
        CompletableFuture<Void> caller = CompletableFuture.runAsync(() -> fixture.answer("a"));
        gate.awaitArrival(Fixture.PATIENCE);
        assertThat(files()).hasSize(1);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(fixture::close);
        while (!files().isEmpty()) {
            Thread.onSpinWait();
        }
        gate.open();
        closing.get(2, TimeUnit.MINUTES);
        // It is told on a thread of its own.
        assertThat(caller).failsWithin(2, TimeUnit.MINUTES);
    }

    @Test
    void anOpeningThatIsUnderWayElsewhereIsNoCrash() throws Exception {
        try (Fixture fixture = new Fixture(folder).withBackend()) {
            fixture.model("a.onnx", "fake 1");
            Gate gate = fixture.fake.holdOpenings();
            CompletableFuture<Float> caller = CompletableFuture.supplyAsync(() -> fixture.answer("a"));
            gate.awaitArrival(Fixture.PATIENCE);
            try (Lifecycle other = fixture.another(List::of)) {
                CompletableFuture<Float> second = CompletableFuture.supplyAsync(() -> {
                    try (ModelLease lease = other.registry().lease("a")) {
                        return Fixture.answer(lease);
                    }
                });
                while (files().size() < 2) {
                    Thread.onSpinWait();
                }
                gate.open();
                assertThat(caller.get(2, TimeUnit.MINUTES)).isEqualTo(1);
                assertThat(second.get(2, TimeUnit.MINUTES)).isEqualTo(1);
            }
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void anOpeningThatFailsIsNoCrash() throws Exception {
        try (Fixture fixture = new Fixture(folder).withBackend()) {
            fixture.model("a.onnx", "fake unopenable");
            assertThatThrownBy(() -> fixture.answer("a")).hasMessageContaining("cannot be opened");
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void aFolderThatCannotBeWrittenCostsNothing() throws Exception {
        Files.createDirectories(folder.resolve(".cache"));
        Files.writeString(marks(), "in the way");
        try (Fixture fixture = new Fixture(folder).withBackend()) {
            fixture.model("a.onnx", "fake 1");
            assertThat(fixture.answer("a")).isEqualTo(1);
        }
    }
}
