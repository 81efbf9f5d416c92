package io.pokeai.aug.commands.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "999, 999 bytes",
        "1000, 1.0 kB",
        "58123456, 58.1 MB",
        "210000000, 210 MB",
        "5500000000, 5.5 GB"
    })
    void sizesAreReadable(long bytes, String text) {
        assertThat(DiskText.size(bytes)).isEqualTo(text);
    }
}
