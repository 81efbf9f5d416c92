package io.pokeai.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrongFieldTest {
    private static EngineException wrong() {
        return EngineException.invalidArgument("It is wrong.", "Correct it.");
    }

    @Test
    void anErrorIsOfNoFieldUntilSomebodySays() {
        assertThat(wrong().field()).isEqualTo(WrongField.NONE);
        EngineException named = wrong().allowing(List.of("a", "b")).ofField("kind");
        assertThat(named.field()).isEqualTo(new WrongField("kind", List.of("a", "b")));
        assertThat(named).hasMessage("It is wrong. Correct it.");
        assertThat(named.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }

    @Test
    void theInnermostReaderNamesTheField() {
        assertThatThrownBy(() -> EngineException.inField(
                        "gate",
                        () -> EngineException.inField("gate.margin", () -> {
                            throw wrong();
                        })))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        error -> assertThat(error.field().name()).isEqualTo("gate.margin"));
        assertThat(EngineException.inField("gate", () -> 7)).isEqualTo(7);
    }

    @Test
    void whatElseIsSaidOfTheErrorStays() {
        Throwable cause = new IllegalStateException("why");
        EngineException named = new EngineException(ErrorCode.INTERNAL, "p", "r", cause).ofField("f");
        assertThat(named).hasCause(cause);
        assertThat(EngineException.overloaded("full", Duration.ofMillis(20))
                        .ofField("f")
                        .retryAfter())
                .hasValue(Duration.ofMillis(20));
        assertThat(named.again().field().name()).isEqualTo("f");
        assertThat(named.about("cat.jpg").field().name()).isEqualTo("f");
        StackTraceElement[] before = wrong().getStackTrace();
        assertThat(wrong().ofField("f").getStackTrace()[0].getMethodName()).isEqualTo(before[0].getMethodName());
    }

    @Test
    void listsAndTextsAreBounded() {
        WrongField field = new WrongField("n".repeat(201), Collections.nCopies(101, "v".repeat(201)));
        assertThat(field.name()).hasSize(200).endsWith("n…");
        assertThat(field.allowed())
                .hasSize(100)
                .allSatisfy(value -> assertThat(value).hasSize(200));
    }

    @Test
    void rangesSayWhereTheyEnd() {
        assertThat(WrongField.range(1, 5)).isEqualTo("1..5");
        assertThat(WrongField.range(0, Long.MAX_VALUE)).isEqualTo("0..");
        assertThat(WrongField.range(Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo("..");
    }
}
