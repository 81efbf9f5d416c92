package io.pokeai.backend.djl;

import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.backend.ModelSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Archives that {@code src/test/scripts/make_fixtures.py} made. */
final class Fixture {
    static final int SIZE = 32;

    private Fixture() {}

    static Path copy(String name, Path folder) throws IOException {
        try (InputStream in = Fixture.class.getResourceAsStream(name)) {
            Path file = folder.resolve(name);
            Files.write(file, in.readAllBytes());
            return file;
        }
    }

    static ModelSource declared(
            Path model, Labels labels, InputSpec input, Optional<ScoreKind> output, Map<String, String> options) {
        ModelSource nothing = ModelSource.of(model);
        return new ModelSource(
                model,
                nothing.name(),
                Optional.of(input),
                Optional.of(labels),
                output,
                options,
                nothing.defaultLabels(),
                nothing.hashes());
    }
}
