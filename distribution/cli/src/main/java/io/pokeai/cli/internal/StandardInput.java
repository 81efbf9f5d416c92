package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.Arguments;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The picture that is piped into a command, named {@code -}: kept in a file of its own until the command has ended, because
 * pictures are read by their path.
 *
 * <p><b>Ownership</b> the caller that opened it closes it, which deletes the file.
 */
final class StandardInput implements AutoCloseable {
    /** How the picture is named on the command line and in rows. */
    static final String NAME = "-";

    private static final Path SHOWN = Path.of(NAME);
    /** More than any picture that is decoded; what is longer is cut here and refused by the decoder. */
    private static final long MAX_BYTES = 512L << 20;

    private final @Nullable Path file;

    private StandardInput(@Nullable Path file) {
        this.file = file;
    }

    /**
     * Reads the input if it is asked for.
     *
     * @param arguments of the command
     * @throws EngineException {@code INVALID_ARGUMENT} when it stands beside other pictures, or when there is no input
     */
    static StandardInput of(CliSession session, List<String> arguments) throws IOException {
        if (!arguments.contains(NAME)) {
            return new StandardInput(null);
        }
        if (arguments.size() > 1) {
            throw EngineException.invalidArgument(
                    "'-' (standard input) was given beside other pictures.",
                    "Give '-' alone; a file of that name is './-'.");
        }
        InputStream in = session.in()
                .orElseThrow(() -> EngineException.invalidArgument(
                        "There is no standard input here for '-'.",
                        "A shell reads its commands from there. Name a file; one called '-' is './-'."));
        Path folder = Files.createTempDirectory(
                Files.createDirectories(session.settings().cache()), "stdin-");
        StandardInput input = new StandardInput(folder.resolve("stdin"));
        try {
            input.fill(in);
            return input;
        } catch (IOException | RuntimeException e) {
            input.close();
            throw e;
        }
    }

    private void fill(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = MAX_BYTES;
        try (OutputStream out = Files.newOutputStream(file())) {
            for (int read = in.read(buffer); read >= 0 && left > 0; read = in.read(buffer)) {
                out.write(buffer, 0, (int) Math.min(read, left));
                left -= read;
            }
        }
    }

    private Path file() {
        if (file == null) {
            throw new IllegalStateException("standard input was not asked for");
        }
        return file;
    }

    /** The paths that the arguments stand for. */
    List<Path> paths(List<String> arguments) {
        return file == null ? Arguments.paths(arguments) : List.of(file);
    }

    /** What a path is called in rows. */
    Path shown(Path path) {
        return path.equals(file) ? SHOWN : path;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
            Path folder = file.getParent();
            if (folder != null) {
                Files.deleteIfExists(folder);
            }
        }
    }
}
