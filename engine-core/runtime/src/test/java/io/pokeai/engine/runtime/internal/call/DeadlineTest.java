package io.pokeai.engine.runtime.internal.call;

import static io.pokeai.engine.runtime.internal.fixture.GatedFolder.PATIENCE;
import static io.pokeai.engine.runtime.internal.fixture.GatedFolder.PICTURE;
import static io.pokeai.engine.runtime.internal.fixture.GatedFolder.codeOf;
import static io.pokeai.engine.runtime.internal.fixture.GatedFolder.logit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.CertificateRequest;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelRegistry;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.runtime.internal.fixture.Fixture;
import io.pokeai.engine.runtime.internal.fixture.GatedFolder;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.Gate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who has no more time does not wait on. A call that comes back while what it waited for is still held was bounded by its own
 * deadline: all others are minutes.
 */
@Timeout(300)
class DeadlineTest {
    private static final Duration SHORT = Duration.ofMillis(100);

    @TempDir
    Path folder;

    private GatedFolder gated;

    private Engine open(Optional<GatedFolder.Stage> held) {
        return open(held, Batching.OFF);
    }

    private Engine open(Optional<GatedFolder.Stage> held, Batching batching) {
        gated = new GatedFolder(folder, held, batching);
        return gated.engine;
    }

    @AfterEach
    void close() {
        gated.close();
        assertThat(gated.engine.callsInFlight()).isZero();
        assertThat(gated.fake.opened()).allMatch(opened -> opened.closes() == 1 && !opened.closedUnderCall());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aColdCallFailsInTimeGivesItsPlaceBackAndTheOpeningGoesOnForTheNext(int maxBatch) {
        Engine engine = open(Optional.empty(), new Batching(maxBatch, Duration.ofMillis(1)));
        Gate gate = gated.hold(GatedFolder.Stage.OPEN);
        assertThatThrownBy(() -> engine.classify(Request.of("m1", PICTURE).within(SHORT)))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED))
                .hasMessageContaining("100 ms")
                .hasMessageContaining("goes on");
        assertThat(gated.engine.callsInFlight()).isZero();
        gate.open();
        assertThat(logit(engine.classify("m1", PICTURE))).isEqualTo(1007);
        assertThat(gated.fake.opened()).as("opened once").hasSize(1);
    }

    @Test
    void aColdCallOfAnEnsembleFailsInTime() {
        Engine engine = open(Optional.empty());
        Gate gate = gated.hold(GatedFolder.Stage.OPEN);
        assertLate(() -> engine.classify(Request.of("net", PICTURE).within(SHORT)));
        gate.open();
        assertThat(logit(engine.classify("net", PICTURE))).isEqualTo(1007);
        assertThat(gated.fake.opened()).hasSize(2);
    }

    @Test
    void aCallerWithAKeyAndALittleTimeIsBoundInAnyOrder() {
        Engine engine = open(Optional.empty());
        gated.hold(GatedFolder.Stage.OPEN);
        assertLate(
                () -> engine.classify(Request.of("m1", PICTURE).forCaller("eve").within(SHORT)));
        assertLate(() -> engine.classify(Request.of("m1", PICTURE).within(SHORT).forCaller("eve")));
    }

    @ParameterizedTest
    @EnumSource(
            value = GatedFolder.Stage.class,
            names = {"SCAN", "RECOGNISE"})
    void whoAsksBeforeTheFolderWasReadFailsInTime(GatedFolder.Stage stage) {
        Engine engine = open(Optional.of(stage));
        ModelRegistry hurried = engine.models().within(SHORT);
        assertLate(() -> engine.classify(Request.of("m1", PICTURE).within(SHORT)));
        assertLate(
                () -> engine.classifyAll(BulkRequest.of("m1", List.of(PICTURE)).within(SHORT))
                        .close());
        assertLate(() -> hurried.list());
        assertLate(() -> hurried.only());
        assertLate(() -> lease(hurried, "m1"));
        assertLate(() -> hurried.preload("m1"));
        assertLate(() -> engine.certify(CertificateRequest.of("m1", List.of(PICTURE), 1)
                .withTolerance(0.001)
                .within(SHORT)));
        gated.hold(stage).open();
        assertThat(logit(engine.classify("m1", PICTURE))).isEqualTo(1007);
    }

    @Test
    void whoAsksForAFileThatIsTooFreshToBeReadFailsInTimeAndIsNotToldThatThereIsNone() throws Exception {
        Engine engine = open(Optional.empty());
        assertThat(engine.models().awaitSettled(PATIENCE)).isTrue();
        FakeClassifierFactory.write(
                folder.resolve("fresh.onnx"), 3000); // it is looked at when it has been still for a while
        engine.models().rescan();
        Optional<ErrorCode> code =
                codeOf(() -> engine.classify(Request.of("fresh", PICTURE).within(Duration.ofNanos(1))));
        assertThat(code).contains(ErrorCode.DEADLINE_EXCEEDED);
        assertThat(logit(engine.classify("fresh", PICTURE))).isEqualTo(3007);
    }

    @Test
    void whoAsksForTheListOrTheOnlyModelWaitsForAFileThatHasJustBeenWritten(@TempDir Path fresh) throws Exception {
        open(Optional.empty());
        for (boolean list : List.of(true, false)) {
            try (Fixture fixture = new Fixture(Files.createDirectory(fresh.resolve("list-" + list))).withBackend()) {
                assertThat(fixture.registry().awaitSettled(PATIENCE)).isTrue();
                FakeClassifierFactory.write(fixture.folder.resolve("new.onnx"), 3000);
                fixture.registry().rescan();
                // Each waits some seconds, which are enough but on a machine that is very busy; who does not wait asks
                // in vain.
                boolean found = false;
                for (int attempt = 0; !found && attempt < 10; attempt++) {
                    found = list
                            ? !fixture.registry().list().isEmpty()
                            : codeOf(() -> fixture.registry().only()).isEmpty();
                }
                assertThat(found).isTrue();
            }
        }
    }

    @Test
    void aStreamOfAColdModelFailsInTime() {
        Engine engine = open(Optional.empty());
        Gate gate = gated.hold(GatedFolder.Stage.OPEN);
        assertLate(
                () -> engine.classifyAll(BulkRequest.of("m1", List.of(PICTURE)).within(SHORT))
                        .close());
        gate.open();
        try (Stream<Result<Path>> results =
                engine.classifyAll(BulkRequest.of("m1", List.of(PICTURE)).within(PATIENCE))) {
            assertThat(results.toList()).hasOnlyElementsOfType(Result.Classified.class);
        }
    }

    @Test
    void theFirstBatchOfAStreamBeginsInTimeOrTheStreamFails() {
        Engine engine = open(Optional.empty());
        engine.models().preload("m1");
        Gate gate = gated.occupy();
        assertLate(() -> {
            try (Stream<Result<Path>> results = engine.classifyAll(BulkRequest.of("m1", List.of(PICTURE, PICTURE))
                    .inBatchesOf(1)
                    .within(SHORT))) {
                assertThat(results.count()).isZero();
            }
        });
        gate.open();
        gated.slow("m1").batches().clear();
        try (Stream<Result<Path>> results = engine.classifyAll(BulkRequest.of("m1", List.of(PICTURE)))) {
            assertThat(results.toList()).hasOnlyElementsOfType(Result.Classified.class);
        }
        assertThat(gated.slow("m1").batches())
                .as("what was given up is not computed")
                .hasSize(1);
    }

    @Test
    void aFirstBatchThatHasBegunMayTakeItsTime() throws Exception {
        Engine engine = open(Optional.empty());
        engine.models().preload("m1");
        Gate gate = gated.hold(GatedFolder.Stage.INFER);
        CompletableFuture<List<Result<Path>>> run = CompletableFuture.supplyAsync(() -> {
            try (Stream<Result<Path>> results =
                    engine.classifyAll(BulkRequest.of("m1", List.of(PICTURE)).within(Duration.ofSeconds(20)))) {
                return results.toList();
            }
        });
        gate.awaitArrival(PATIENCE);
        gate.open();
        assertThat(run.get()).hasOnlyElementsOfType(Result.Classified.class);
    }

    @Test
    void aLeaseOfAColdModelFailsInTime() {
        Engine engine = open(Optional.empty());
        Gate gate = gated.hold(GatedFolder.Stage.OPEN);
        assertLate(() -> lease(engine.models().within(SHORT), "m1"));
        assertLate(() -> {
            try (ModelLease lease = engine.models().within(SHORT).lease("m1", "eve")) {
                assertThat(lease.generation()).isZero();
            }
        });
        gate.open();
        lease(engine.models().within(PATIENCE), "m1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void whoWaitsForAThreadFailsInTime(int maxBatch) {
        Engine engine = open(Optional.empty(), new Batching(maxBatch, Duration.ofMillis(1)));
        gated.hold(GatedFolder.Stage.QUEUE);
        assertLate(() -> engine.classify(Request.of("m1", PICTURE).within(SHORT)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aPictureThatTakesTooLongToDecodeIsNotInferred(int maxBatch) {
        Engine engine = open(Optional.empty(), new Batching(maxBatch, Duration.ofMillis(1)));
        engine.models().preload("m1");
        gated.slow("m1").batches().clear();
        gated.imaging.whenDecoding(DeadlineTest::takeTooLong);
        assertLate(() -> engine.classify(Request.of("m1", PICTURE).within(SHORT)));
        assertLate(() -> engine.classify(Request.of("m2", PICTURE).within(SHORT))); // a cold one
        assertThat(gated.slow("m1").batches()).isEmpty();
    }

    @Test
    void aStreamThatIsReadTooSlowlyIsNotDecoded() {
        Engine engine = open(Optional.empty());
        engine.models().preload("m1");
        InputStream slow = new InputStream() {
            @Override
            public int read() throws IOException {
                takeTooLong();
                return 1;
            }

            @Override
            public int read(byte[] target, int from, int most) throws IOException {
                target[from] = (byte) read();
                return 1;
            }
        };
        assertLate(() -> engine.classify(Request.of("m1", slow).within(SHORT)));
    }

    @Test
    void preloadingHasOneDeadlineForAll() {
        Engine engine = open(Optional.empty());
        Gate gate = gated.hold(GatedFolder.Stage.OPEN);
        assertLate(() -> engine.models().within(SHORT).preload("m1", "m2"));
        assertLate(() -> engine.models().within(SHORT).preload());
        gate.open();
        List<ModelStatus> opened = engine.models().preload();
        assertThat(opened).extracting(ModelStatus::name).containsExactly("m1", "m2", "net");
        assertThat(opened).extracting(ModelStatus::state).containsOnly(ModelState.READY);
        assertThat(gated.slow("m1").batches())
                .as("warm, and asked nothing else")
                .containsExactly(1);
        assertThat(gated.imaging.crops).hasValue(0);
    }

    @Test
    void preloadingOpensTheOthersThoughOneCannot() {
        GatedFolder.old(FakeClassifierFactory.write(folder.resolve("a.onnx"), "fake unopenable"));
        Engine engine = open(Optional.empty());
        assertThatThrownBy(() -> engine.models().preload("a", "nobody", "m1"))
                .isInstanceOfSatisfying(EngineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID);
                    assertThat(e.getSuppressed()).hasSize(1);
                    assertThat(((EngineException) e.getSuppressed()[0]).code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND);
                });
        assertThat(gated.classifiers).containsOnlyKeys("m1");
    }

    @Test
    void certifyingAColdModelFailsInTime() {
        Engine engine = open(Optional.empty());
        gated.hold(GatedFolder.Stage.OPEN);
        assertLate(() -> engine.certify(CertificateRequest.of("m1", List.of(PICTURE), 1)
                .withTolerance(0.001)
                .within(SHORT)));
    }

    @Test
    void deadlinesThatMakeNoSenseAreRefusedByTheirName() {
        Engine engine = open(Optional.empty());
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofMillis(-1), Duration.ofDays(2))) {
            assertRefused(() -> engine.models().within(wrong), "deadline");
            assertRefused(() -> Request.of("m1", PICTURE).within(wrong), "deadline");
            assertRefused(() -> BulkRequest.of("m1", List.of(PICTURE)).within(wrong), "deadline");
            assertRefused(() -> CertificateRequest.of("m1", List.of(PICTURE), 1).within(wrong), "deadline");
            assertRefused(() -> EngineSettings.of(folder).withOpenDeadline(wrong), "openDeadline");
            assertRefused(() -> EngineSettings.of(folder).withDrainDeadline(wrong), "drainDeadline");
        }
        EngineSettings settings = EngineSettings.of(folder)
                .withOpenDeadline(Duration.ofSeconds(7))
                .withDrainDeadline(Duration.ofMillis(3));
        assertThat(settings.openDeadline()).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.drainDeadline()).isEqualTo(Duration.ofMillis(3));
    }

    private static void assertRefused(Runnable call, String name) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining(name);
    }

    private static void lease(ModelRegistry models, String model) {
        try (ModelLease lease = models.lease(model)) {
            assertThat(lease.generation()).isPositive();
        }
    }

    private static void assertLate(Runnable call) {
        assertThat(codeOf(call)).contains(ErrorCode.DEADLINE_EXCEEDED);
    }

    /** As a slow decoder does; the deadline began before it. */
    private static void takeTooLong() {
        long end = System.nanoTime() + SHORT.toNanos();
        for (long left = SHORT.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
