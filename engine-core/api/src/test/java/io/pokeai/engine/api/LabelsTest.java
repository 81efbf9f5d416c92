package io.pokeai.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {
    @Test
    void namesAreTrimmedAndKeepTheirOrder() {
        Labels labels = Labels.of(List.of(" Farfetch'd ", "Nidoran\u2640", "\u3000Mr. Mime"));
        assertThat(labels.asList()).containsExactly("Farfetch'd", "Nidoran\u2640", "Mr. Mime");
        assertThat(labels.size()).isEqualTo(3);
        assertThat(labels.get(1)).isEqualTo("Nidoran\u2640");
        assertThat(labels).isEqualTo(Labels.of(labels.asList()));
    }

    @Test
    void refusesWhatIsNoSetOfNames() {
        assertMismatch(List.of(), "0 class names");
        assertMismatch(List.of("a", " "), "Class 1");
        assertMismatch(List.of("a", "b\u0000c"), "Class 1");
        assertMismatch(List.of("x".repeat(Labels.MAX_LENGTH + 1)), "Class 0");
        assertMismatch(List.of("a", "b", "a "), "0 and 2", "'a'");
        assertMismatch(Collections.nCopies(Labels.MAX_CLASSES + 1, "a"), "100001");
    }

    private static void assertMismatch(List<String> names, String... parts) {
        assertThatThrownBy(() -> Labels.of(names))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LABELS_MISMATCH))
                .hasMessageContainingAll(parts);
    }

    @Test
    void numbersForModelsWithoutNames() {
        assertThat(Labels.numbered(2).asList()).containsExactly("class_0", "class_1");
    }
}
