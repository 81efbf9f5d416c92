package io.pokeai.demo.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final String LONG =
            "fold 1, epoch  1: train loss 1.0852, validation loss 0.5240, accuracy 0.9167," + " 18.9 s, best so far";

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void aLineThatPassesKeepsItsBeginningAndItsEnd() {
        assertThat(Report.fitting(LONG))
                .hasSize(72)
                .isEqualTo("fold 1, epoch  1: …ion loss 0.5240, accuracy 0.9167, 18.9 s, best so far");
        assertThat(Report.fitting("short")).isEqualTo("short");
    }

    @Test
    void aFileSeesNoLinesThatPass() {
        Report report = new Report(new PrintStream(shown, true, StandardCharsets.UTF_8), false);
        report.meanwhile(LONG);
        report.clear();
        assertThat(shown.size()).isZero();
    }

    @Test
    void aTerminalSeesThemUntilTheStepIsDone() {
        Report report = new Report(new PrintStream(shown, true, StandardCharsets.UTF_8), true);
        report.meanwhile("one");
        report.meanwhile("two");
        report.clear();
        assertThat(shown.toString(StandardCharsets.UTF_8)).matches("(?s).*one.*\r\u001b\\[K.*two.*\r\u001b\\[K");
    }
}
