package io.pokeai.aug.commands.internal.remote;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A reply of the service as programs get it: as it came, on one line. */
final class JobReplyText {
    private JobReplyText() {}

    static void print(PrintStream out, byte[] json) {
        print(out, new String(json, StandardCharsets.UTF_8));
    }

    static void print(PrintStream out, String json) {
        out.print(json + '\n');
        out.flush();
    }
}
