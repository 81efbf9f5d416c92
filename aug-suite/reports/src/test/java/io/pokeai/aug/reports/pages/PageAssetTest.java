package io.pokeai.aug.reports.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PageAssetTest {
    @Test
    void uPlotIsTheFileThatWasPublished() throws Exception {
        List<String> lines = new String(bytes("THIRD-PARTY.sha256"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(lines).hasSize(3);
        for (String line : lines) {
            String[] parts = line.split(" +", 2);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes(parts[1]));
            assertThat(HexFormat.of().formatHex(digest)).as(parts[1]).isEqualTo(parts[0]);
        }
    }

    @ParameterizedTest
    @EnumSource(PageAsset.class)
    void nothingInAScriptOrStyleEndsItsElementOrLeavesThePage(PageAsset asset) {
        assertThat(asset.text()).isNotEmpty().doesNotContainIgnoringCase("</script", "</style", "<!--");
        if (asset != PageAsset.PLOT_LICENCE && asset != PageAsset.PLOTS) {
            assertThat(asset.text()).doesNotContain("http:", "https:", "innerHTML", "eval(", "fetch(");
        }
    }

    private static byte[] bytes(String name) throws Exception {
        try (InputStream in = PageAsset.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
