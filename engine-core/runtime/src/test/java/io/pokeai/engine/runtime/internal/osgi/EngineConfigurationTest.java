package io.pokeai.engine.runtime.internal.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.FoldDemand;
import io.pokeai.engine.api.Serving;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineConfigurationTest {
    @Test
    void nothingIsTheDefaults() {
        assertThat(EngineConfiguration.settings(Map.of())).isEqualTo(EngineSettings.of(Path.of("artifacts")));
    }

    @Test
    void everyKeyCounts() {
        EngineSettings settings = EngineConfiguration.settings(Map.ofEntries(
                Map.entry("artifacts", "there"),
                Map.entry("cache", "c"),
                Map.entry("threads", 3),
                Map.entry("devices", new String[] {"cuda", "cpu"}),
                Map.entry("folds", "5"),
                Map.entry("waiting", 64),
                Map.entry("waiting_per_model", " 16 "),
                Map.entry("deadline_ms", 500L),
                Map.entry("max_batch", "4"),
                Map.entry("max_delay_ms", 2),
                Map.entry("model_batching", new String[] {"pets=8/5", "sprites=1"}),
                Map.entry("service.pid", "io.pokeai.engine")));
        assertThat(settings.artifacts()).isEqualTo(Path.of("there"));
        assertThat(settings.cache()).isEqualTo(Path.of("c"));
        assertThat(settings.threads()).isEqualTo(3);
        assertThat(settings.devices()).containsExactly("cuda", "cpu");
        assertThat(settings.layout().folds()).contains(new FoldDemand(5, Optional.empty()));
        assertThat(settings.serving())
                .isEqualTo(new Serving(
                        64,
                        16,
                        Duration.ofMillis(500),
                        new Batching(4, Duration.ofMillis(2)),
                        Map.of("pets", new Batching(8, Duration.ofMillis(5)), "sprites", Batching.OFF)));
    }

    @ParameterizedTest
    @CsvSource({
        "threads,0,from 1 to 1024",
        "threads,many,from 1 to 1024",
        "folds,0,from 1 to 1000",
        "max_batch,0,from 1 (off) to 1024",
        "max_delay_ms,1001,from 0 to 1000",
        "model_batching,pets,NAME=MAX_BATCH/MAX_DELAY_MS"
    })
    void aWrongOneSaysWhatIsAllowed(String key, String value, String allowed) {
        assertThatThrownBy(() -> EngineConfiguration.settings(Map.of(key, value)))
                .isInstanceOfSatisfying(EngineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
                    assertThat(e.problem())
                            .isEqualTo(
                                    "The setting '" + key + "' is '" + value + "' (configuration io.pokeai.engine).");
                    assertThat(e.remedy()).contains(allowed);
                });
    }

    @Test
    void aDeclaredModelHasItsOwnBatching() {
        DeclaredModel model = new DeclaredModel(Map.of("file", "a.onnx", "max_batch", 8, "max_delay_ms", "5"));
        assertThat(model.source().batching()).contains(new Batching(8, Duration.ofMillis(5)));
        assertThat(new DeclaredModel(Map.of("file", "a.onnx")).source().batching())
                .isEmpty();
        assertThatThrownBy(() -> new DeclaredModel(Map.of("file", "a.onnx", "max_batch", "all")))
                .hasMessageContaining("'max_batch' is 'all' (configuration io.pokeai.model)");
    }
}
