package io.pokeai.engine.runtime.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.CertificateRequest;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.ModelRegistry;
import io.pokeai.engine.api.PictureSource;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.Serving;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.api.TensorRequest;
import io.pokeai.engine.api.TensorSource;
import io.pokeai.engine.runtime.PokeAi;
import io.pokeai.engine.runtime.internal.discovery.Backends;
import io.pokeai.engine.runtime.internal.fixture.FakeImaging;
import io.pokeai.engine.runtime.internal.fixture.GatedFolder;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever gives null is told which parameter it was for, at every public door, before anything is done. */
class NullDoorsTest {
    private static final Path PICTURE = Path.of("7.png");
    private static final List<Path> PICTURES = List.of(PICTURE);
    private static final SwapTerms EVE = SwapTerms.of("eve");

    @TempDir
    Path folder;

    private PooledEngine engine;

    private record Door(String parameter, Runnable call) {}

    private static Door door(String parameter, Runnable call) {
        return new Door(parameter, call);
    }

    /** Null for a parameter that is never null. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T no() {
        @Nullable T nothing = null;
        return nothing;
    }

    @BeforeEach
    void open() {
        GatedFolder.old(FakeClassifierFactory.write(folder.resolve("m.onnx"), 1000));
        Backends backends = new Backends();
        backends.add(new FakeClassifierFactory(), 0);
        engine = PooledEngine.open(
                EngineSettings.of(folder).withThreads(1).withWatch(false), new FakeImaging(), backends, List::of);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void everyDoorOfAnEngineNamesWhatIsMissing() {
        Engine e = engine;
        refuses(
                door("model", () -> e.classify(no(), PICTURE)),
                door("picture", () -> e.classify("m", NullDoorsTest.<Path>no())),
                door("model", () -> e.classify(Request.of(no(), PICTURE).changedBy(image -> image))),
                door(
                        "picture",
                        () -> e.classify(
                                Request.of("m", NullDoorsTest.<Path>no()).changedBy(image -> image))),
                door(
                        "change",
                        () -> e.classify(
                                Request.of("m", PICTURE).changedBy(NullDoorsTest.<Function<Image, Image>>no()))),
                door(
                        "what the change gives",
                        () -> e.classify(Request.of("m", PICTURE).changedBy(image -> no()))),
                door("request", () -> e.classify(no())),
                door("model", () -> e.classify(Request.of(no(), new byte[1]))),
                door("encoded", () -> e.classify(Request.of("m", NullDoorsTest.<byte[]>no()))),
                door("model", () -> e.classify(Request.of(no(), InputStream.nullInputStream()))),
                door("encoded", () -> e.classify(Request.of("m", NullDoorsTest.<InputStream>no()))),
                door("model", () -> e.classify(Request.of(no(), FakeImaging.grey(1, InputSpec.torchvision(8, 8))))),
                door("pixels", () -> e.classify(Request.of("m", NullDoorsTest.<Pixels>no()))),
                door("picture", () -> e.classify(Request.of("m", NullDoorsTest.<PictureSource>no()))),
                door("request", () -> e.classifyAll(NullDoorsTest.<BulkRequest<Path>>no())),
                door("models", () -> e.classifyAll(BulkRequest.of(no(), PICTURES, PictureSource::of))),
                door(
                        "model",
                        () -> e.classifyAll(BulkRequest.of(Arrays.asList("m", no()), PICTURES, PictureSource::of))),
                door("source", () -> e.classifyAll(BulkRequest.of(List.of("m"), PICTURES, no()))),
                door("pixels", () -> e.classifyAll(BulkRequest.ofPixels(List.of("m"), PICTURES, no()))),
                door("request", () -> e.certify(no())),
                door("request", () -> e.infer(no())),
                door("model", () -> TensorRequest.of(no(), NullDoorsTest.<TensorSource>no())),
                door("tensor", () -> TensorRequest.of("m", no())),
                door("observer", () -> e.observe(no())),
                door("model", () -> e.classifyAll(BulkRequest.of(no(), PICTURES))),
                door("pictures", () -> e.classifyAll(BulkRequest.of("m", no()))),
                door("pictures", () -> e.classifyAll(BulkRequest.of("m", no()).inBatchesOf(2))),
                door(
                        "change",
                        () -> e.classifyAll(
                                BulkRequest.of("m", PICTURES).changedBy(NullDoorsTest.<Function<Image, Image>>no()))),
                door(
                        "change",
                        () -> e.classifyAll(BulkRequest.of("m", PICTURES)
                                .inBatchesOf(2)
                                .changedBy(NullDoorsTest.<Function<Image, Image>>no()))),
                door(
                        "model",
                        () -> e.certify(CertificateRequest.of(no(), PICTURES, 1).withTolerance(0.001))),
                door(
                        "pictures",
                        () -> e.certify(CertificateRequest.of("m", no(), 1).withTolerance(0.001))),
                door("models", () -> e.models().preload(NullDoorsTest.<String[]>no())),
                door("models", () -> e.models().preload("m", no())),
                door("deadline", () -> e.models().within(no())),
                door("deadline", () -> Request.of("m", PICTURE).within(no())),
                door("key", () -> Request.of("m", PICTURE).forCaller(no())),
                door("deadline", () -> BulkRequest.of("m", PICTURES).within(no())),
                door("key", () -> BulkRequest.of("m", PICTURES).forCaller(no())),
                door("deadline", () -> CertificateRequest.of("m", PICTURES, 1).within(no())));
        assertThat(engine.callsInFlight()).isZero();
    }

    @Test
    void aPictureOfManyThatIsNullIsAnErrorInItsPlace() {
        try (Stream<Result<Path>> results =
                engine.classifyAll(BulkRequest.of("m", Arrays.asList(PICTURE, NullDoorsTest.<Path>no(), PICTURE)))) {
            assertThat(results.map(result -> result instanceof Result.Failed<Path> failed
                            ? failed.error().code().name()
                            : "answered"))
                    .containsExactly("answered", "INVALID_ARGUMENT", "answered");
        }
    }

    @Test
    void everyDoorOfTheModelsNamesWhatIsMissing() {
        ModelRegistry models = engine.models();
        ModelControl control = engine.control();
        refuses(
                door("name", () -> models.lease(no())),
                door("name", () -> models.lease(no(), "eve")),
                door("key", () -> models.lease("m", no())),
                door("atMost", () -> awaitSettled(models)),
                door("model", () -> control.load(no(), SwapTarget.AS_FOUND, EVE)),
                door("target", () -> control.load("m", no(), EVE)),
                door("terms", () -> control.load("m", SwapTarget.AS_FOUND, no())),
                door("model", () -> control.unload(no(), EVE)),
                door("terms", () -> control.unload("m", no())),
                door("model", () -> control.swap(no(), SwapTarget.AS_FOUND, EVE)),
                door("target", () -> control.swap("m", no(), EVE)),
                door("terms", () -> control.swap("m", SwapTarget.AS_FOUND, no())),
                door("target", () -> control.canary("m", no(), 0.5, EVE)),
                door("target", () -> control.shadow("m", no(), EVE)),
                door("terms", () -> control.promote("m", no())),
                door("terms", () -> control.abort("m", no())),
                door("terms", () -> control.rollback("m", no())),
                door("model", () -> control.status(no())),
                door("model", () -> control.journal(no(), 1)));
    }

    @Test
    void settingsAndValuesNameWhatIsMissing() {
        EngineSettings settings = EngineSettings.of(folder);
        refuses(
                door("artifacts", () -> EngineSettings.of(no())),
                door("artifacts", () -> PokeAi.open(NullDoorsTest.<Path>no())),
                door("settings", () -> PokeAi.open(NullDoorsTest.<EngineSettings>no())),
                door("artifacts", () -> settings.withArtifacts(no())),
                door("cache", () -> settings.withCache(no())),
                door("devices", () -> settings.withDevices(no())),
                door("openDeadline", () -> settings.withOpenDeadline(no())),
                door("drainDeadline", () -> settings.withDrainDeadline(no())),
                door("layout", () -> settings.withLayout(no())),
                door("serving", () -> settings.withServing(no())),
                door("deadline", () -> Serving.DEFAULT.withDeadline(no())),
                door("batching", () -> Serving.DEFAULT.withBatching(no())),
                door("models", () -> new Serving(1, 1, Duration.ofSeconds(1), Batching.OFF, no())),
                door("maxDelay", () -> new Batching(1, no())),
                door("who", () -> SwapTerms.of(no())),
                door("allowance", () -> EVE.allowing(no())),
                door("file", () -> SwapTarget.file(no())),
                door("id", () -> SwapTarget.AS_FOUND.withBackend(no())),
                door("rgb", () -> new Image(1, 1, no())),
                door("names", () -> Labels.of(no())),
                door("names", () -> Labels.of(Arrays.asList("a", no()))),
                door("values", () -> new Scores(ScoreKind.LOGITS, 1, 1, no())),
                door("kind", () -> new Scores(no(), 1, 1, new float[1])));
    }

    private static void awaitSettled(ModelRegistry models) {
        try {
            assertThat(models.awaitSettled(no())).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void refuses(Door... doors) {
        for (Door door : doors) {
            assertThatThrownBy(door.call()::run)
                    .as(door.parameter())
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                    .hasMessageContaining("'" + door.parameter() + "' is null");
        }
    }
}
