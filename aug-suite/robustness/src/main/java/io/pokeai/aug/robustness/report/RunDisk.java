package io.pokeai.aug.robustness.report;

import io.pokeai.aug.evaluation.run.AnswerJournal;
import io.pokeai.aug.robustness.KeptAnswers;
import io.pokeai.aug.robustness.PlannedCell;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.AnsweredCell;
import io.pokeai.aug.robustness.cells.RobustnessCells;
import io.pokeai.aug.robustness.receipt.ReceiptFiles;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a run would take on the disk, in bytes; names of files and what the file system adds aside.
 *
 * @param cells of the plan that are not finished: answers and scores
 * @param probabilities of these cells, where they are kept
 * @param predictions {@code predictions.jsonl}, about
 * @param receipt its leaves
 * @param figures at most, {@code robustness.json}, the rest of the receipt, and PokeAI's text files
 * @param meanwhile at most, journals of answers that are deleted when their cells are finished
 */
public record RunDisk(long cells, long probabilities, long predictions, long receipt, long figures, long meanwhile) {
    /** Of a line in the journal of cells. */
    private static final int LINE = 1100;

    /**
     * Of a plan.
     *
     * @param finished cells that need not be asked for
     * @param kept what the finished cells are to have
     */
    public static RunDisk of(RobustnessPlan plan, RobustnessCells finished, KeptAnswers kept) {
        long rows = plan.pictures().size();
        List<PlannedCell> open = plan.cells().stream()
                .filter(cell -> !kept.isFinished(finished, cell.key()))
                .toList();
        boolean all = kept == KeptAnswers.PROBABILITIES;
        long probabilities = !all
                ? 0
                : open.stream()
                        .mapToLong(cell -> rows * classes(cell.model()) * Float.BYTES)
                        .sum();
        long meanwhile = open.stream()
                .collect(Collectors.groupingBy(
                        cell -> cell.corruption().name(),
                        Collectors.summingLong(cell -> rows * AnswerJournal.recordBytes(classes(cell.model())))))
                .values()
                .stream()
                .mapToLong(bytes -> bytes)
                .max()
                .orElse(0);
        return new RunDisk(
                open.size() * (LINE + rows * AnsweredCell.BYTES_EACH_ROW + rows / 4),
                probabilities,
                all ? PredictionFiles.bytes(plan) : 0,
                ReceiptFiles.bytes(plan.pictures(), plan.cells().size()),
                FigureBytes.of(plan),
                meanwhile);
    }

    private static int classes(TestedModel model) {
        return model.identity().classes().size();
    }

    /** What is there when the run is finished, page and plots aside. */
    public long kept() {
        return cells + probabilities + predictions + receipt + figures;
    }
}
