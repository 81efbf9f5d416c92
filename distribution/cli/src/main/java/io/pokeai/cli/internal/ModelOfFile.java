package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.command.CliSession;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the model that the engine sees in a file and in the files beside it. */
final class ModelOfFile {
    private ModelOfFile() {}

    /** Empty for a file that does not lie in the artifacts folder, or cannot be used. */
    static Optional<ModelSpec> find(CliSession session, Path file) throws InterruptedException {
        Path folder = session.settings().artifacts().toAbsolutePath().normalize();
        Path path = file.toAbsolutePath().normalize();
        if (!path.startsWith(folder)) {
            return Optional.empty();
        }
        session.engine().models().awaitSettled(EngineSettings.OPEN_DEADLINE);
        return session.engine().models().list().stream()
                .filter(model -> model.files().stream()
                        .anyMatch(other -> other.toAbsolutePath().normalize().equals(path)))
                .findFirst()
                .flatMap(ModelStatus::spec);
    }
}
