package io.pokeai.engine.runtime.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Serving;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.runtime.internal.fixture.Fixture;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which batching is in force: what is said of a model by its name, with its files, of all. */
@Timeout(300)
class DeclaredBatchingTest {
    private static final Batching ALL = new Batching(2, Duration.ofMillis(1));
    private static final Batching OWN = new Batching(8, Duration.ofMillis(5));

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private Fixture fixture;

    @BeforeEach
    void start() {
        start(Serving.DEFAULT.withBatching(ALL));
        fixture.model("a.onnx", "fake 1");
    }

    private void start(Serving serving) {
        fixture = new Fixture(
                        folder,
                        EngineSettings.of(folder)
                                .withWatch(false)
                                .withThreads(2)
                                .withServing(serving))
                .withBackend();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private Batching inForce() {
        return fixture.control().status("a").batching();
    }

    private void declare(String json) throws IOException {
        fixture.old(Files.writeString(folder.resolve("a.model.json"), json));
    }

    @Test
    void aSideFileIsHeardWithoutAnyOpening() throws Exception {
        fixture.answer("a");
        assertThat(inForce()).isEqualTo(ALL);
        declare("{\"batching\": {\"max_batch\": 8, \"max_delay_ms\": 5}}");
        fixture.settle();
        assertThat(inForce()).isEqualTo(OWN);
        declare("{\"batching\": {\"max_batch\": 4}}");
        fixture.settle();
        assertThat(inForce()).isEqualTo(new Batching(4, Duration.ZERO));
        declare("{\"batching\": {}}");
        fixture.settle();
        assertThat(inForce()).isEqualTo(ALL);

        assertThat(fixture.status("a").generation()).isEqualTo(1);
        assertThat(fixture.fake.opened()).hasSize(1);
        assertThat(fixture.control().journal("a", 9)).isEmpty();
    }

    @Test
    void whatIsSaidByNameWinsOverTheSideFile() throws Exception {
        fixture.close();
        Batching byName = new Batching(3, Duration.ZERO);
        start(Serving.DEFAULT.withBatching(ALL).withBatching("a", byName));
        declare("{\"batching\": {\"max_batch\": 8}}");
        fixture.settle();
        assertThat(inForce()).isEqualTo(byName);
    }

    @Test
    void filesThatAreSwappedInBringTheirOwn() throws Exception {
        fixture.answer("a");
        Path next = fixture.old(FakeClassifierFactory.write(elsewhere.resolve("b.onnx"), "fake 2"));
        Files.writeString(elsewhere.resolve("b.model.json"), "{\"batching\": {\"max_batch\": 8, \"max_delay_ms\": 5}}");
        fixture.control().swap("a", SwapTarget.file(next), SwapTerms.of("eve")).orThrow();
        assertThat(inForce()).isEqualTo(OWN);
        fixture.control().rollback("a", SwapTerms.of("eve")).orThrow();
        assertThat(inForce()).isEqualTo(ALL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'max_batch': 0}|The setting 'max_batch' is '0' ('batching').|from 1 (off) to 1024",
                "{'max_batch': 4.5}|The setting 'max_batch' is '4.5' ('batching').|whole number",
                "{'max_batch': '8'}|The setting 'max_batch' is '\"8\"' ('batching').|whole number",
                "{'max_batch': {'x': 1}}|The setting 'max_batch' is '{' ('batching').|whole number",
                "{'max_delay_ms': 1001}|The setting 'max_delay_ms' is '1001' ('batching').|from 0 to 1000",
                "{'waiting': 5}|There is no field 'waiting' of 'batching'.|Fields: max_batch, max_delay_ms.",
                "8|where START_OBJECT is expected|batching",
            })
    void aWrongOneIsTheModelsErrorAndTheLastOneHolds(String batching, String problem, String remedy) throws Exception {
        declare("{\"batching\": {\"max_batch\": 8, \"max_delay_ms\": 5}}");
        fixture.settle();
        fixture.answer("a");
        declare("{\"batching\": " + batching.replace('\'', '"') + "}");
        fixture.settle();

        EngineException error = fixture.status("a").error().orElseThrow();
        assertThat(error.code()).isEqualTo(ErrorCode.MODEL_INVALID);
        assertThat(error.problem()).contains("a.model.json", problem);
        assertThat(error.remedy()).contains(remedy);
        assertThat(fixture.answer("a")).isEqualTo(1);
        assertThat(inForce()).isEqualTo(OWN);
    }
}
