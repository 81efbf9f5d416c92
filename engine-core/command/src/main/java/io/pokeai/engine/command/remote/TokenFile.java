package io.pokeai.engine.command.remote;

import io.pokeai.engine.api.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with a token on each line; empty lines, and those that begin with {@code #}, say nothing. */
final class TokenFile {
    private static final long LARGEST = 65_536;

    private TokenFile() {}

    /** The first token. */
    static String read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw EngineException.invalidArgument(
                        file + " is too large for a file of tokens.", "Name another file.");
            }
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .findFirst()
                    .filter(line -> line.chars().allMatch(c -> c > ' ' && c <= '~'))
                    .orElseThrow(() -> EngineException.invalidArgument(
                            file + " has no token that a header can have.",
                            "Write one into it, on a line of its own."));
        } catch (IOException e) {
            throw EngineException.invalidArgument(
                    "The token file " + file + " cannot be read ("
                            + e.getClass().getSimpleName() + ").",
                    "Name a file that you may read.");
        }
    }
}
