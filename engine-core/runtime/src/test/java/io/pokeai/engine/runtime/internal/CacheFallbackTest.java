package io.pokeai.engine.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.EngineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFallbackTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeAFile() throws IOException {
        // In the way of a folder, for root as well.
        file = Files.writeString(folder.resolve("file"), "");
    }

    @Test
    void aCacheThatCanBeMadeStaysAndIsNotMade() {
        EngineSettings settings = EngineSettings.of(folder.resolve("artifacts"));
        assertThat(settle(settings, "", Map.of())).isEqualTo(settings);
        assertThat(folder.resolve("artifacts")).doesNotExist();
    }

    @Test
    void theOrderIsRuntimeThenXdgThenHomeThenTemporaryFiles() {
        EngineSettings settings = EngineSettings.of(folder).withCache(file.resolve("cache"));
        String home = folder.resolve("home").toString();
        String xdg = folder.resolve("xdg").toString();
        Map<String, String> both = Map.of("HOME", home, "XDG_CACHE_HOME", xdg);
        assertThat(settle(settings, folder + "/runtime", both).cache()).isEqualTo(folder.resolve("runtime"));
        assertThat(settle(settings, "", both).cache()).isEqualTo(folder.resolve("xdg/pokeai"));
        assertThat(settle(settings, "", Map.of("HOME", home)).cache()).isEqualTo(folder.resolve("home/.cache/pokeai"));
        assertThat(settle(settings, "", Map.of("HOME", "relative")).cache().toString())
                .startsWith(folder.resolve("tmp") + "/pokeai-");
    }

    @Test
    void withoutAnyTheSettingsStay() {
        EngineSettings settings = EngineSettings.of(folder).withCache(file.resolve("cache"));
        assertThat(CacheFallback.in(settings, "", Map.of("HOME", file.toString()), file.toString()))
                .isEqualTo(settings);
    }

    private EngineSettings settle(EngineSettings settings, String runtime, Map<String, String> environment) {
        return CacheFallback.in(
                settings, runtime, environment, folder.resolve("tmp").toString());
    }
}
