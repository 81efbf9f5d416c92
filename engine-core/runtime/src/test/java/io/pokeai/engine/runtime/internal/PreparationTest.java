package io.pokeai.engine.runtime.internal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.runtime.internal.fixture.FakeImaging;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreparationTest {
    @Test
    void aBackEndThatIsNotReadySpoilsNothingWhileAnotherIs() {
        assertThatCode(() -> Preparation.of(
                        new FakeImaging(), List.of(backend(PreparationTest::fail), backend(PreparationTest::nothing))))
                .doesNotThrowAnyException();
        assertThatCode(() -> Preparation.of(new FakeImaging(), List.of())).doesNotThrowAnyException();
    }

    @Test
    void whenNoBackEndIsReadyTheReasonIsThrown() {
        assertThatThrownBy(() -> Preparation.of(
                        new FakeImaging(), List.of(backend(PreparationTest::fail), backend(PreparationTest::fail))))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("The library is missing.");
    }

    @Test
    void aLinkErrorIsAReasonToo() {
        assertThatThrownBy(() -> Preparation.of(new FakeImaging(), List.of(backend(PreparationTest::failToLink))))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no such library");
    }

    private static void nothing() {}

    private static void fail() {
        throw new EngineException(ErrorCode.UNAVAILABLE, "The library is missing.", "Install it.");
    }

    private static void failToLink() {
        throw new UnsatisfiedLinkError("no such library");
    }

    private static ClassifierFactory backend(Runnable prepare) {
        return new ClassifierFactory() {
            @Override
            public String id() {
                return "fake";
            }

            @Override
            public Optional<ModelSpec> recognise(ModelSource source) {
                return Optional.empty();
            }

            @Override
            public Classifier open(ModelSpec spec, OpenOptions options) {
                throw new AssertionError("nobody opens a model here");
            }

            @Override
            public void prepare() {
                prepare.run();
            }
        };
    }
}
