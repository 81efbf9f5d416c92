package io.pokeai.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ServingSettingTest {
    private static final Serving ALL = new Serving(
            7,
            5,
            Duration.ofMillis(250),
            new Batching(4, Duration.ofMillis(3)),
            Map.of("pets", new Batching(8, Duration.ofMillis(5)), "res-net.18", Batching.OFF));

    @ParameterizedTest
    @EnumSource
    void whatIsShownIsReadBack(ServingSetting setting) {
        String text = setting.text(ALL);
        assertThat(setting.text(setting.apply(Serving.DEFAULT, text, "test"))).isEqualTo(text);
        assertThat(ServingSetting.ofKey(setting.key())).contains(setting);
    }

    @Test
    void eachChangesItsOwnPart() {
        Serving serving = Serving.DEFAULT;
        for (ServingSetting setting : ServingSetting.values()) {
            serving = setting.apply(serving, setting.text(ALL), "test");
        }
        assertThat(serving).isEqualTo(ALL);
        assertThat(ServingSetting.ofKey("maxBatch")).isEmpty();
    }

    @Test
    void listsOfModelsAreForgivingAboutSpaceAndDelay() {
        assertThat(ServingSetting.MODEL_BATCHING
                        .apply(ALL, " a = 8 / 5 ,b=2", "test")
                        .models())
                .isEqualTo(Map.of("a", new Batching(8, Duration.ofMillis(5)), "b", new Batching(2, Duration.ZERO)));
        assertThat(ServingSetting.MODEL_BATCHING.apply(ALL, " ", "test").models())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WAITING|-1|from 0 to 65536",
                "WAITING_PER_MODEL|65537|from 0 to 65536",
                "DEADLINE_MS|0|milliseconds from 1 to 86400000 (a day)",
                "DEADLINE_MS|2 s|milliseconds from 1",
                "MAX_BATCH|0|from 1 (off) to 1024",
                "MAX_BATCH|1025|from 1 (off) to 1024",
                "MAX_BATCH|99999999999|from 1 (off) to 1024",
                "MAX_DELAY_MS|-1|milliseconds from 0 to 1000",
                "MAX_DELAY_MS|0.5|milliseconds from 0 to 1000",
                "MODEL_BATCHING|8/5|NAME=MAX_BATCH/MAX_DELAY_MS, such as sprites=8/5",
                "MODEL_BATCHING|a b=8/5|NAME=MAX_BATCH",
                "MODEL_BATCHING|a=0/5|with 1 to 1024 calls",
                "MODEL_BATCHING|a=8/5000|0 to 1000 ms",
                "MODEL_BATCHING|a=8/5,|commas between several",
                "MODEL_BATCHING|a=8,a=4|each name once",
            })
    void aWrongOneNamesKeyValueOriginAndRange(ServingSetting setting, String text, String allowed) {
        assertThatThrownBy(() -> setting.apply(Serving.DEFAULT, text, "file x.yaml"))
                .isInstanceOfSatisfying(EngineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
                    assertThat(e.problem())
                            .isEqualTo("The setting '" + setting.key() + "' is '" + text + "' (file x.yaml).");
                    assertThat(e.remedy()).contains(allowed);
                });
    }

    @Test
    void theNameOfAModelWinsOverItsFilesAndTheseOverAll() {
        Batching declared = new Batching(16, Duration.ZERO);
        assertThat(ALL.batchingOf("pets", Optional.of(declared))).isEqualTo(new Batching(8, Duration.ofMillis(5)));
        assertThat(ALL.batchingOf("other", Optional.of(declared))).isEqualTo(declared);
        assertThat(ALL.batchingOf("other", Optional.empty())).isEqualTo(ALL.batching());
        assertThat(ALL.batchingOf("other")).isEqualTo(ALL.batching());
    }
}
