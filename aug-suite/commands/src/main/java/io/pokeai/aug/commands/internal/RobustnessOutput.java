package io.pokeai.aug.commands.internal;

import io.pokeai.aug.reports.RobustnessReportFiles;
import io.pokeai.aug.reports.WrittenFiles;
import io.pokeai.aug.reports.robustness.CellPictures;
import io.pokeai.aug.reports.robustness.RobustnessContent;
import io.pokeai.aug.robustness.CorruptedPictures;
import io.pokeai.aug.robustness.PixelAnswers;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.figures.RobustnessFigures;
import io.pokeai.aug.robustness.report.SuiteError;
import io.pokeai.engine.command.CliSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page and the plots of a robustness run. */
record RobustnessOutput(CliSession session, PixelAnswers asked, RobustnessReportFiles files) {
    /**
     * Writes them.
     *
     * @throws InterruptedException when the call was cancelled
     */
    List<Path> write(RobustnessResult result, List<SuiteError> errors, RobustnessFigures figures)
            throws InterruptedException {
        CellPictures first = pictures(result, result.plan().models().get(0));
        WrittenFiles written = files.write(
                new RobustnessContent(result, errors, figures, notices(result), first),
                model -> pictures(result, model),
                session::cancelled);
        written.notes().forEach(note -> session.err().print("pokeai: " + note + '\n'));
        return written.files();
    }

    private CellPictures pictures(RobustnessResult result, TestedModel model) {
        return CorruptedPictures.of(result.plan(), model, asked)::picture;
    }

    /** What the command says on the terminal, too. */
    private static List<String> notices(RobustnessResult result) {
        List<String> notices = new ArrayList<>();
        RobustnessText.sizes(result.plan())
                .forEach(sentence ->
                        notices.add(sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1)));
        int left = result.leftOut().size();
        if (left > 0) {
            notices.add(left + " of " + result.plan().pictures().size()
                    + " pictures do not count in all figures; they are named below.");
        }
        return notices;
    }
}
