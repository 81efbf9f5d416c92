package io.pokeai.aug.commands.internal.remote;

import java.io.PrintStream;

/** A reply of the service as programs get it: as it came, on one line. */
final class JobReplyText {
    private JobReplyText() {}

    static void print(PrintStream out, byte[] json) {
        out.write(json, 0, json.length);
        out.print('\n');
        out.flush();
    }
}
