package io.pokeai.engine.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.EngineSettings;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An empty folder with a fake back end, of which every model is closed once in the end. */
abstract class FoldScenario {
    @TempDir
    Path folder;

    Fixture fixture;

    @BeforeEach
    void start() {
        restart(UnaryOperator.identity());
    }

    @AfterEach
    void stop() {
        fixture.close();
        fixture.fake.opened().forEach(opened -> assertThat(opened.closes()).isEqualTo(1));
    }

    /** Takes the place of a fixture that was not used yet. */
    void restart(UnaryOperator<EngineSettings> settings) {
        EngineSettings plain = EngineSettings.of(folder).withWatch(false).withThreads(2);
        fixture = new Fixture(folder, settings.apply(plain)).withBackend();
    }
}
