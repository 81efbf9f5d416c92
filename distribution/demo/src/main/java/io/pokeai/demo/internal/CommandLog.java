package io.pokeai.demo.internal;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a command says: kept in a file, line by line as it comes, and told to somebody.
 *
 * <p><b>Threads</b> safe: a command may speak from several.
 */
final class CommandLog implements AutoCloseable {
    private final OutputStream file;
    private final Consumer<String> listener;
    private final List<String> said = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final PrintStream out = stream(said);
    private final PrintStream err = stream(complaints);

    /**
     * @param file is begun anew, with its folder
     * @param listener hears each line
     */
    CommandLog(Path file, Consumer<String> listener) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        this.file = new BufferedOutputStream(Files.newOutputStream(file));
        this.listener = listener;
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    /** What was printed on {@link #out()} in whole lines. */
    synchronized List<String> said() {
        return List.copyOf(said);
    }

    /** What was printed on {@link #err()} in whole lines. */
    synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    private synchronized void add(String line, List<String> lines) throws IOException {
        lines.add(line);
        file.write((line + '\n').getBytes(StandardCharsets.UTF_8));
        file.flush();
        listener.accept(line);
    }

    private PrintStream stream(List<String> lines) {
        return new PrintStream(new Lines(lines), true, StandardCharsets.UTF_8);
    }

    /** The command has ended: what it said last is a line, even without an end. */
    void end() {
        out.close();
        err.close();
    }

    @Override
    public void close() throws IOException {
        end();
        file.close();
    }

    /** Gathers bytes to lines. */
    private final class Lines extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final List<String> lines;

        Lines(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public synchronized void write(int value) throws IOException {
            if (value != '\n') {
                line.write(value);
                return;
            }
            String whole = line.toString(StandardCharsets.UTF_8);
            line.reset();
            add(whole, lines);
        }

        /** A line without an end is one as well. */
        @Override
        public synchronized void close() throws IOException {
            if (line.size() > 0) {
                write('\n');
            }
        }
    }
}
