package io.pokeai.aug.reports.run;

import io.pokeai.aug.reports.RobustnessReportFiles;
import io.pokeai.aug.reports.WrittenFiles;
import io.pokeai.aug.reports.robustness.CellPictures;
import io.pokeai.aug.reports.robustness.RobustnessContent;
import io.pokeai.aug.robustness.CorruptedPictures;
import io.pokeai.aug.robustness.PixelAnswers;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.RobustnessCells;
import io.pokeai.aug.robustness.figures.RobustnessFigures;
import io.pokeai.aug.robustness.plan.WrittenPlan;
import io.pokeai.aug.robustness.receipt.ReceiptBuild;
import io.pokeai.aug.robustness.receipt.ReceiptFiles;
import io.pokeai.aug.robustness.receipt.ReceiptMachine;
import io.pokeai.aug.robustness.report.PredictionFiles;
import io.pokeai.aug.robustness.report.RobustnessFiles;
import io.pokeai.aug.robustness.report.SuiteError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * The files of a robustness run.
 *
 * @param asked makes the pictures of the page again
 * @param folder of the run
 * @param artifacts gets PokeAI's files
 */
record RobustnessOutput(PixelAnswers asked, Path folder, Path artifacts) {
    /** Writes the files for programs. */
    List<Path> write(
            RobustnessResult result,
            List<SuiteError> errors,
            RobustnessFigures figures,
            WrittenPlan plan,
            ReceiptBuild build,
            ReceiptMachine machine) {
        plan.write(folder);
        if (plan.predictions()) {
            new PredictionFiles(folder).write(result, RobustnessCells.read(folder));
        }
        new ReceiptFiles(folder).write(result, build, machine);
        return new RobustnessFiles(folder, artifacts).write(result, errors, figures);
    }

    /**
     * Writes the page and the plots.
     *
     * @throws InterruptedException when {@code cancelled} said so
     */
    WrittenFiles report(
            RobustnessResult result, List<SuiteError> errors, RobustnessFigures figures, BooleanSupplier cancelled)
            throws InterruptedException {
        RobustnessReportFiles files = new RobustnessReportFiles(folder, artifacts);
        CellPictures first = pictures(result, result.plan().models().get(0));
        return files.write(
                new RobustnessContent(result, errors, figures, notices(result), first),
                model -> pictures(result, model),
                cancelled);
    }

    private CellPictures pictures(RobustnessResult result, TestedModel model) {
        return CorruptedPictures.of(result.plan(), model, asked)::picture;
    }

    /** What the command says on the terminal, too. */
    private static List<String> notices(RobustnessResult result) {
        List<String> notices = new ArrayList<>();
        ModelRobustness.sizes(result.plan())
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
