package io.pokeai.engine.runtime.internal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.engine.spi.ModelSource;
import io.pokeai.engine.spi.OpenOptions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreparationTest {
    private static final Runnable READY = () -> {};
    private static final Runnable BROKEN = () -> {
        throw new EngineException(ErrorCode.UNAVAILABLE, "The library is missing.", "Install it.");
    };

    @Test
    void aBackEndThatIsNotReadySpoilsNothingWhileAnotherIs() {
        assertThatCode(() -> Preparation.of(new FakeImaging(), List.of(backend(BROKEN), backend(READY))))
                .doesNotThrowAnyException();
        assertThatCode(() -> Preparation.of(new FakeImaging(), List.of())).doesNotThrowAnyException();
    }

    @Test
    void whenNoBackEndIsReadyTheReasonIsThrown() {
        assertThatThrownBy(() -> Preparation.of(new FakeImaging(), List.of(backend(BROKEN), backend(BROKEN))))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("The library is missing.");
    }

    @Test
    void aLinkErrorIsAReasonToo() {
        Runnable unlinked = () -> {
            throw new UnsatisfiedLinkError("no such library");
        };
        assertThatThrownBy(() -> Preparation.of(new FakeImaging(), List.of(backend(unlinked))))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no such library");
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
