package io.pokeai.aug.commands.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.Arguments;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The folder of the data set that a call names: by {@code --data}, else by {@code POKEAI_DATASET_DIR}. */
final class DatasetFolder {
    private static final String VARIABLE = "POKEAI_DATASET_DIR";

    private DatasetFolder() {}

    /** Empty when neither names one. */
    static Optional<Path> of(CliSession session, @Nullable String data, Map<String, String> environment) {
        return Optional.ofNullable(data)
                .or(() -> Optional.ofNullable(environment.get(VARIABLE)).filter(text -> !text.isBlank()))
                .map(text -> session.directory().resolve(Arguments.path(text)));
    }

    /** @throws EngineException {@code INVALID_ARGUMENT} when neither names one */
    static Path required(CliSession session, @Nullable String data, Map<String, String> environment) {
        return of(session, data, environment)
                .orElseThrow(() -> EngineException.invalidArgument(
                        "There is neither --data nor --index.",
                        "Name the folder of the data set with --data DIR or " + VARIABLE + "."));
    }
}
