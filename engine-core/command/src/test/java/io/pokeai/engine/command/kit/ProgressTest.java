package io.pokeai.engine.command.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final String CLEAR = "\r\u001b[K";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void theLineTellsRateAndRest() {
        assertThat(Progress.text(120, 0, -1, 4)).isEqualTo("120  30.0/s");
        assertThat(Progress.text(120, 2, 5000, 4)).isEqualTo("120/5000  30.0/s  ETA 2:43  2 failed");
        assertThat(Progress.text(1, 0, 10_000, 1)).isEqualTo("1/10000  1.0/s  ETA 2:46:39");
    }

    @Test
    void onATerminalTheFirstPictureIsShownAndTheLineIsTakenAwayOnce() {
        Progress line = new Progress(err, true, false);
        line.begin("fold 2: ", 10);
        line.done(true);
        assertThat(said()).startsWith(CLEAR + "fold 2: 1/10  ").endsWith("  1 failed");

        bytes.reset();
        line.clear();
        line.close();
        assertThat(said()).isEqualTo(CLEAR);
    }

    @Test
    void aSentenceTakesTheLineAwayFirst() {
        Progress line = new Progress(err, true, false);
        line.done(false);
        bytes.reset();
        line.say("goes on");
        assertThat(said()).isEqualTo(CLEAR + "pokeai: goes on\n");
    }

    @Test
    void whatIsUnderWayIsSaidAndTheCountGoesOn() {
        Progress line = new Progress(err, true, false);
        line.begin("", 10);
        line.underWay("fog 1-5: ");
        line.done(false);
        assertThat(said()).startsWith(CLEAR + "fog 1-5: 1/10  ");
    }

    @Test
    void whereNobodyWatchesOnlySentencesAreSaid() {
        Progress line = new Progress(err, false, false);
        line.begin("", 10);
        line.done(false);
        line.say("goes on");
        line.close();
        assertThat(said()).isEqualTo("pokeai: goes on\n");
    }

    private String said() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
