package io.pokeai.aug.robustness.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellLineTest {
    private static CellLine line() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(CellKey.MODEL, "0123");
        parts.put(CellKey.SEED, "7");
        parts.put(CellKey.AUGMENTATION, "fog \"thick\" \u00fc (10)");
        return new CellLine("resnet18", "fog", 3, 176, 120, "abcd", "ef01", "", new CellKey(parts));
    }

    @Test
    void aLineIsReadAsItWasWrittenWithTheOrderOfItsKey() {
        assertThat(CellLine.parse(line().text())).contains(line());
        assertThat(CellLine.parse(line().text()).orElseThrow().key().hash())
                .isEqualTo(line().key().hash());
    }

    @Test
    void noLineThatWasCutOrChangedIsTaken() {
        String text = line().text();
        for (int end = 0; end < text.length(); end++) {
            assertThat(CellLine.parse(text.substring(0, end))).isEmpty();
        }
        for (int i = 0; i < text.length(); i++) {
            String changed = text.substring(0, i) + (text.charAt(i) == 'x' ? 'y' : 'x') + text.substring(i + 1);
            assertThat(CellLine.parse(changed)).isEmpty();
        }
    }
}
