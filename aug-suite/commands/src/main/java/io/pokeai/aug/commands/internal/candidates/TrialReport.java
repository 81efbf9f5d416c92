package io.pokeai.aug.commands.internal.candidates;

import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.aug.robustness.RobustnessListener;
import io.pokeai.aug.robustness.gate.GateOutcome;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.command.kit.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Asks, prints the table, and writes it below {@code reports/} of the artifacts folder. <b>Threads</b> stateless. */
public final class TrialReport {
    private TrialReport() {}

    /**
     * Compares candidates with a baseline.
     *
     * @param listener hears how far the answers are
     * @return OK when every candidate may replace the baseline, INPUT when one may not, else INCONCLUSIVE
     * @throws InterruptedException when it was stopped; what was answered is kept
     */
    public static ExitStatus of(
            CliSession session,
            String baseline,
            List<String> candidates,
            LabelledPictures pictures,
            TrialChoice choice,
            RobustnessListener listener)
            throws IOException, InterruptedException {
        Path reports = session.settings().artifacts().resolve("reports");
        List<String> models = new ArrayList<>(List.of(baseline));
        models.addAll(candidates);
        TrialTable table =
                new CandidateRun(session, reports.resolve("small_models")).ask(models, pictures, choice, listener);
        print(session, table);
        for (Path file : new TrialFiles(reports, baseline).write(table)) {
            session.out().print("written: " + SafeText.line(file.toString()) + '\n');
        }
        session.out().flush();
        return status(table);
    }

    static void print(CliSession session, TrialTable table) {
        TextTable text = new TextTable(TrialNumbers.HEADING.toArray(String[]::new));
        table.rows().forEach(row -> text.row(TrialNumbers.cells(row).toArray(String[]::new)));
        text.print(session.out());
        session.out().print(TrialNumbers.caption(table) + '\n');
        for (TrialRow row : table.rows()) {
            row.against()
                    .ifPresent(against -> session.out()
                            .print(row.model() + ": "
                                    + SafeText.line(against.gate().sentence()) + '\n'));
        }
    }

    static ExitStatus status(TrialTable table) {
        List<GateOutcome> outcomes = table.rows().stream()
                .flatMap(row -> row.against().stream())
                .map(against -> against.gate().outcome())
                .toList();
        if (outcomes.contains(GateOutcome.FAIL)) {
            return ExitStatus.INPUT;
        }
        return outcomes.contains(GateOutcome.INCONCLUSIVE) ? ExitStatus.INCONCLUSIVE : ExitStatus.OK;
    }
}
