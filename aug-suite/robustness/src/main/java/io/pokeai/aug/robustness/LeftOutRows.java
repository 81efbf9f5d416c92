package io.pokeai.aug.robustness;

import io.pokeai.aug.evaluation.run.LeftOutRow;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.dataset.PictureRow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Says why rows of finished cells do not count. The reasons are found out again: a cell of an earlier run holds only which rows
 * they are.
 */
final class LeftOutRows {
    private final RobustnessPlan plan;
    private final PixelAnswers asked;

    LeftOutRows(RobustnessPlan plan, PixelAnswers asked) {
        this.plan = plan;
        this.asked = asked;
    }

    /**
     * What would leave out every row is a mistake of the call.
     *
     * @throws EngineException with the reason of the first row, when a cell counts none
     */
    void requireSome(List<FinishedCell> cells) {
        if (cells.stream().anyMatch(cell -> cell.pictures() == 0)) {
            throw of(cells).stream()
                    .findFirst()
                    .map(row -> new EngineException(
                            row.code(),
                            "None of the " + plan.pictures().size() + " pictures can be tested; the first one: "
                                    + row.reason(),
                            "Correct the pictures and the labels."))
                    .orElseThrow();
        }
    }

    /** @param cells of the plan */
    List<LeftOutRow> of(List<FinishedCell> cells) {
        BitSet everywhere = new BitSet();
        everywhere.set(0, plan.pictures().size());
        cells.forEach(cell -> everywhere.and(cell.counted()));
        List<LeftOutRow> rows = new ArrayList<>();
        for (int row = everywhere.nextClearBit(0);
                row < plan.pictures().size();
                row = everywhere.nextClearBit(row + 1)) {
            rows.add(why(row, cells));
        }
        return rows;
    }

    private LeftOutRow why(int row, List<FinishedCell> cells) {
        PictureRow picture = plan.pictures().row(row);
        boolean answered = cells.stream().allMatch(cell -> cell.predicted(row) != FinishedCell.NO_ANSWER);
        if (!answered) {
            Optional<EngineException> failure = failure(row);
            return new LeftOutRow(
                    picture.path(),
                    picture.label(),
                    failure.map(EngineException::code).orElse(ErrorCode.CORRUPT_IMAGE),
                    failure.map(EngineException::problem)
                            .orElse("It was left out of an earlier run, and its content is the same."));
        }
        List<String> strangers = plan.models().stream()
                .filter(model -> !model.identity().classes().contains(picture.label()))
                .map(model -> "'" + model.title() + "'")
                .toList();
        return new LeftOutRow(
                picture.path(),
                picture.label(),
                ErrorCode.LABELS_MISMATCH,
                "'" + picture.label() + "' is not a class of model " + String.join(", ", strangers) + ".");
    }

    private Optional<EngineException> failure(int row) {
        try {
            for (TestedModel model : plan.models()) {
                asked.crop(plan.pictures().file(row), model.input());
            }
            return Optional.empty();
        } catch (EngineException e) {
            return Optional.of(e);
        }
    }
}
