package io.pokeai.demo.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SmallTableTest {
    private static final String HEADING =
            "| model | files | accuracy [95 %] | change (points) | mean error | p50 ms | MB | gate |";

    @Test
    void theColumnsThatCountStandBelowEachOther() {
        SmallTable table = SmallTable.of(List.of(
                HEADING,
                "| --- | --- | --- | --- | --- | --- | --- | --- |",
                "| resnet18 | 2 | 98.75 % [93.25, 99.78] | - | 12.50 % [8.1, 16.9] | 3.10 | 89.6 | baseline |",
                "| resnet18-int8 | 2 | 97.50 % [91.2, 99.3] | -1.25 [-6.7, +3.5] | 9.00 % [5, 13] | 0.90 | 22.5 | PASS |",
                "",
                "80 test pictures."));
        assertThat(table.lines())
                .containsExactly(
                        "model          accuracy  mean error  p50 ms    MB  gate",
                        "resnet18        98.75 %     12.50 %    3.10  89.6  baseline",
                        "resnet18-int8   97.50 %      9.00 %    0.90  22.5  PASS");
    }

    @Test
    void anotherTableIsRefused() {
        assertThatThrownBy(() -> SmallTable.of(List.of("| model | gate |")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mean error");
    }
}
