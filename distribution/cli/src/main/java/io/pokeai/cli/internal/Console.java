package io.pokeai.cli.internal;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a command writes, and whether a person is reading there.
 *
 * @param in what is piped into the command; empty where the input belongs to another reader, such as a shell
 */
record Console(
        Optional<InputStream> in, PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal) {
    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    /** Without input. */
    Console(PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal) {
        this(Optional.empty(), out, err, outIsTerminal, errIsTerminal);
    }

    /** The standard streams of this process, written as UTF-8 whatever the locale says. */
    static Console ofProcess() {
        return new Console(
                Optional.of(System.in), utf8(System.out), utf8(System.err), isTerminal(STDOUT), isTerminal(STDERR));
    }

    /** The streams that {@code System} has for this thread, somewhere in a pipe. */
    static Console ofPipe(boolean errIsTerminal) {
        return new Console(utf8(System.out), utf8(System.err), false, errIsTerminal);
    }

    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(new BufferedOutputStream(new Honest(stream)), false, StandardCharsets.UTF_8);
    }

    /** Throws when a print stream fails, which the stream itself does not: its reader has ended, or its disk is full. */
    private static final class Honest extends FilterOutputStream {
        private final PrintStream stream;

        Honest(PrintStream stream) {
            super(stream);
            this.stream = stream;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            stream.write(bytes, offset, length);
            if (stream.checkError()) {
                throw new IOException("the stream is closed or full");
            }
        }
    }

    /** Java only tells of input and output together; Linux says what each descriptor is. */
    private static boolean isTerminal(int descriptor) {
        try {
            String target = Path.of("/proc/self/fd", String.valueOf(descriptor))
                    .toRealPath()
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            // No /proc: quiet is better than escape sequences in a log.
            return false;
        }
    }
}
