package io.pokeai.demo.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hands on what {@code serve} prints, and says after its line {@code ready …} what to try with the addresses in it.
 *
 * <p><b>Threads</b> confined to one. <b>Ownership</b> the stream that it writes to stays open.
 */
final class ReadyTips extends OutputStream {
    /** As docs/serve.md promises it. */
    private static final Pattern READY = Pattern.compile("ready (http://\\S+) admin (http://\\S+)");

    /** System property: how the start script was called. */
    private static final String PROGRAM = "pokeai.program";

    private final PrintStream to;
    private final Path folder;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /** @param folder of the demo, as it is shown */
    ReadyTips(PrintStream to, Path folder) {
        this.to = to;
        this.folder = folder;
    }

    @Override
    public void write(int value) throws IOException {
        to.write(value);
        if (value != '\n') {
            line.write(value);
            return;
        }
        Matcher ready = READY.matcher(line.toString(StandardCharsets.UTF_8));
        line.reset();
        if (ready.matches()) {
            to.print(tips(ready.group(1), ready.group(2)));
            to.flush();
        }
    }

    private String tips(String callers, String operators) {
        String program = System.getProperty(PROGRAM, "pokeai");
        return "\nIn another terminal:\n"
                + "  curl --data-binary @" + folder.resolve("pictures").resolve("bubblefin_00.png") + " '" + callers
                + "/v1/models/creatures/classify?top=1'\n"
                + "  " + program + " robustness --remote " + operators
                + " --data creatures --suite pokeai -o " + folder.resolve("robustness") + "\n"
                + "  " + program + " jobs --url " + operators + "\n"
                + "Ctrl-C ends the service.\n";
    }

    @Override
    public void flush() {
        to.flush();
    }
}
