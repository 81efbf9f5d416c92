package io.pokeai.aug.robustness.report;

import io.pokeai.aug.evaluation.Predictions;
import io.pokeai.aug.evaluation.PythonNumbers;
import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.CellScores;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.RowScore;
import io.pokeai.engine.api.Disagreement;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.dataset.PandasCsv;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answers of a cell as predictions, for what is made of an evaluation's: the rows that count, in the order of the data set.
 *
 * <p>A cell keeps the probability of its answer and not those of the other classes.
 *
 * <p><b>Threads</b> immutable.
 */
public final class CellPredictions implements Predictions {
    private final TestedModel asked;
    private final FinishedCell cell;
    private final CellScores scores;
    private final LabelledPictures pictures;
    private final int[] rows;
    private final Map<String, Integer> classes = new HashMap<>();

    private CellPredictions(TestedModel asked, FinishedCell cell, CellScores scores, LabelledPictures pictures) {
        this.asked = asked;
        this.cell = cell;
        this.scores = scores;
        this.pictures = pictures;
        this.rows = cell.counted().stream().toArray();
        asked.identity().classes().forEach(name -> classes.putIfAbsent(name, classes.size()));
    }

    /**
     * The answers of a cell.
     *
     * @param cell of the model and the result
     * @throws EngineException {@code UNAVAILABLE} when the scores of the cell are gone
     */
    public static CellPredictions of(RobustnessResult result, TestedModel model, FinishedCell cell) {
        return new CellPredictions(
                model, cell, result.scores().scores(cell), result.plan().pictures());
    }

    /** The model and the augmentation, such as {@code resnet18, fog:3}. */
    @Override
    public String model() {
        return asked.title() + ", "
                + (cell.severity() > 1 ? cell.augmentation() + ":" + cell.severity() : cell.augmentation());
    }

    @Override
    public List<String> classes() {
        return asked.identity().classes();
    }

    @Override
    public int size() {
        return rows.length;
    }

    /** The row of the data set that a row of these predictions is. */
    public int rowOfData(int row) {
        return rows[row];
    }

    @Override
    public String path(int row) {
        return pictures.row(rows[row]).path();
    }

    @Override
    public int truth(int row) {
        return EngineException.required(classes.get(pictures.row(rows[row]).label()), "class of a row that counts");
    }

    @Override
    public int predicted(int row) {
        return cell.predicted(rows[row]);
    }

    @Override
    public float confidence(int row) {
        return scores.row(rows[row]).confidence();
    }

    /** @throws EngineException {@code UNAVAILABLE} always: a cell does not keep them */
    @Override
    public float[] probabilities(int row) {
        throw new EngineException(
                ErrorCode.UNAVAILABLE,
                cell + " keeps the probability of its answers alone.",
                "Use confidence(), or evaluate the model for the probabilities of clean pictures.");
    }

    /** Always empty: {@link #toCsv} has what a cell keeps of the folds. */
    @Override
    public Optional<Disagreement> disagreement(int row) {
        return Optional.empty();
    }

    /**
     * PokeAI's table of predictions: {@code path,label,pred,conf,correct}; of an ensemble, also {@code std} and {@code
     * vote_entropy}.
     */
    String toCsv() {
        boolean ensemble = rows.length > 0 && !Float.isNaN(scores.row(rows[0]).voteEntropy());
        StringWriter text = new StringWriter();
        List<String> header = new ArrayList<>(List.of("path", "label", "pred", "conf", "correct"));
        if (ensemble) {
            header.addAll(List.of("std", "vote_entropy"));
        }
        PandasCsv.write(text, header);
        for (int row = 0; row < rows.length; row++) {
            RowScore score = scores.row(rows[row]);
            List<String> values = new ArrayList<>(List.of(
                    path(row),
                    classes().get(truth(row)),
                    classes().get(predicted(row)),
                    PythonNumbers.repr(score.confidence()),
                    right(row) ? "True" : "False"));
            if (ensemble) {
                values.add(PythonNumbers.repr(score.deviation()));
                values.add(PythonNumbers.repr(score.voteEntropy()));
            }
            PandasCsv.write(text, values);
        }
        return text.toString();
    }
}
