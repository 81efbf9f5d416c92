package io.pokeai.engine.command.kit;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Turns the arguments of a command into values. <b>Threads</b> stateless. */
public final class Arguments {
    private Arguments() {}

    /** As {@link #path}, for each. */
    public static List<Path> paths(List<String> texts) {
        return texts.stream().map(Arguments::path).toList();
    }

    /**
     * The path that a text names.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} if no file can have that name
     */
    public static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT,
                    "'" + text + "' cannot be a file name here: " + e.getReason() + ".",
                    "For names beyond ASCII use a UTF-8 locale, such as LC_ALL=C.UTF-8.",
                    e);
        }
    }
}
