package io.pokeai.cli.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** Where a command writes, and whether a person is reading there. */
record Console(PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal) {
    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    /** The given streams as the two standard streams of this process. */
    static Console ofProcess(PrintStream out, PrintStream err) {
        return new Console(out, err, isTerminal(STDOUT), isTerminal(STDERR));
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
