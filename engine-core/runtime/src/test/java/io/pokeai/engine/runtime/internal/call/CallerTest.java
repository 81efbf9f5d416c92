package io.pokeai.engine.runtime.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.Serving;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.runtime.internal.discovery.Backends;
import io.pokeai.engine.runtime.internal.fixture.FakeImaging;
import io.pokeai.engine.runtime.internal.lifecycle.RolloutState;
import io.pokeai.engine.runtime.internal.lifecycle.Shares;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine for one caller: its key decides who answers while there is a canary. */
@Timeout(300)
class CallerTest {
    private static final Path PICTURE = Path.of("7.png");
    private static final float OLD = 1007;
    private static final float NEW = 2007;

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private PooledEngine engine;

    /** With a canary of half of the callers. */
    private void open(int maxBatch) throws Exception {
        model(folder.resolve("a.onnx"), 1000);
        Backends backends = new Backends();
        backends.add(new FakeClassifierFactory(), 0);
        engine = PooledEngine.open(
                EngineSettings.of(folder)
                        .withThreads(2)
                        .withWatch(false)
                        .withServing(Serving.DEFAULT.withBatching(new Batching(maxBatch, Duration.ofMillis(2)))),
                new FakeImaging(),
                backends,
                List::of);
        assertThat(logit(engine.classify("a", PICTURE))).isEqualTo(OLD);
        Path next = model(elsewhere.resolve("b.onnx"), 2000);
        engine.control()
                .canary("a", SwapTarget.file(next), 0.5, SwapTerms.of("eve"))
                .orThrow();
    }

    private static Path model(Path file, int bias) throws Exception {
        FakeClassifierFactory.write(file, bias);
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(100)));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private static float logit(Prediction prediction) {
        return prediction.logits().orElseThrow().get(0);
    }

    private static float expected(String key) {
        return Shares.of("a", key) < RolloutState.SHARES / 2 ? NEW : OLD;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void theSameKeyGetsTheSameAnswerAloneInBatchesAndInStreams(int maxBatch) throws Exception {
        open(maxBatch);
        List<String> keys = IntStream.range(0, 200).mapToObj(i -> "user-" + i).toList();
        assertThat(keys.stream().map(CallerTest::expected).distinct()).hasSize(2);
        keys.stream().parallel().forEach(key -> {
            Request own = Request.of("a", PICTURE).forCaller(key);
            assertThat(logit(engine.classify(own))).as(key).isEqualTo(expected(key));
            assertThat(logit(engine.classify(own.within(Duration.ofMinutes(1)))))
                    .isEqualTo(expected(key));
            assertThat(logit(engine.classify(Request.of("a", new byte[7])
                            .within(Duration.ofMinutes(1))
                            .forCaller(key))))
                    .isEqualTo(expected(key));
        });
        for (String key : keys.subList(0, 20)) {
            try (Stream<Result<Path>> answers = engine.classifyAll(
                    BulkRequest.of("a", List.of(PICTURE, PICTURE)).forCaller(key))) {
                assertThat(answers.map(answer -> logit(((Result.Classified<Path>) answer).prediction())))
                        .containsExactly(expected(key), expected(key));
            }
        }
    }

    @Test
    void whoIsNotNamedDraws() throws Exception {
        open(1);
        // That 200 draws are all alike has a probability of 2^-199.
        assertThat(IntStream.range(0, 200)
                        .mapToObj(i -> logit(engine.classify("a", PICTURE)))
                        .distinct())
                .containsExactlyInAnyOrder(OLD, NEW);
    }

    @Test
    void theLastKeyCounts() throws Exception {
        open(1);
        Request request = Request.of("a", PICTURE).forCaller("x").forCaller("user-1");
        assertThat(logit(engine.classify(request))).isEqualTo(expected("user-1"));
        assertThat(logit(engine.classify(Request.of("a", PICTURE).forCaller("user-2"))))
                .isEqualTo(expected("user-2"));
    }

    @Test
    void noKeyAndAKeyWithoutEndAreWrongCalls() throws Exception {
        open(1);
        for (String key : List.of("", "k".repeat(Request.MAX_CALLER + 1))) {
            Request request = Request.of("a", PICTURE);
            assertThatThrownBy(() -> request.forCaller(key)).isInstanceOfSatisfying(EngineException.class, e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
                assertThat(e.remedy()).contains("1 to 1024 characters");
            });
        }
        assertThat(logit(engine.classify(Request.of("a", PICTURE).forCaller("k".repeat(Request.MAX_CALLER)))))
                .isIn(OLD, NEW);
    }
}
