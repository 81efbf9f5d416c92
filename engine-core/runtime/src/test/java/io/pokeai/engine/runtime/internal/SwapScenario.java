package io.pokeai.engine.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapReport.Outcome;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A name {@code a} with a fake back end and another one beside it, and files elsewhere to swap to. */
abstract class SwapScenario {
    static final SwapTerms EVE = SwapTerms.of("eve");

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    Fixture fixture;
    FakeClassifierFactory other;

    @BeforeEach
    void start() {
        fixture = new Fixture(folder).withBackend();
        other = new FakeClassifierFactory("other");
        fixture.backends.add(other, -1);
        fixture.model("a.onnx", "fake 1");
    }

    @AfterEach
    void stop() {
        fixture.close();
        fixture.fake.opened().forEach(opened -> {
            assertThat(opened.closes()).as("closed").isEqualTo(1);
            assertThat(opened.closedUnderCall()).isFalse();
        });
        other.opened().forEach(opened -> assertThat(opened.closes()).isEqualTo(1));
    }

    ModelControl control() {
        return fixture.registry().control();
    }

    Path file(String name, String content) {
        return fixture.old(FakeClassifierFactory.write(elsewhere.resolve(name), content));
    }

    static void fails(ErrorCode code, SwapReport report) {
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.error().orElseThrow().code()).as(report.toString()).isEqualTo(code);
        assertThatThrownBy(report::orThrow).isInstanceOf(EngineException.class);
    }
}
