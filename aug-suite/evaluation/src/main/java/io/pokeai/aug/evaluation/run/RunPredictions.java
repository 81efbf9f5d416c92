package io.pokeai.aug.evaluation.run;

import io.pokeai.aug.evaluation.Predictions;
import io.pokeai.engine.api.Disagreement;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a model answered in a run. Scores stay in the run's journal and are read when they are asked for, so 100,000 rows of 149
 * classes need no memory.
 *
 * <p><b>Threads</b> safe.<br>
 * <b>Ownership</b> the {@link EvaluationRun} owns the journal: nothing can be read once it is closed.
 */
public final class RunPredictions implements Predictions {
    private final ModelIdentity identity;
    private final PictureTable table;
    private final AnswerJournal journal;
    private final PictureFolder pictures;
    private final int[] rows;
    private final int[] truth;
    private final List<LeftOutRow> leftOut;
    private final Asking asking;

    /**
     * @param rows of the table that count
     * @param truth the class of each of them
     */
    RunPredictions(
            ModelIdentity identity,
            PictureTable table,
            AnswerJournal journal,
            PictureFolder pictures,
            int[] rows,
            int[] truth,
            List<LeftOutRow> leftOut,
            Asking asking) {
        this.identity = identity;
        this.table = table;
        this.journal = journal;
        this.pictures = pictures;
        this.rows = rows.clone();
        this.truth = truth.clone();
        this.leftOut = List.copyOf(leftOut);
        this.asking = asking;
    }

    /** The model that answered. */
    public ModelIdentity identity() {
        return identity;
    }

    /** The rows of the table that were left out, in the order of the table, with the reason. */
    public List<LeftOutRow> leftOut() {
        return leftOut;
    }

    /** How many pictures were asked about, and how long that took. */
    public Asking asking() {
        return asking;
    }

    /** The table's row of a prediction: the two row numbers differ as soon as a row was left out. */
    public PictureRow row(int row) {
        return table.rows().get(rows[row]);
    }

    /** Where the picture of a row is. */
    public Path file(int row) {
        return pictures.file(path(row));
    }

    /** How long reading, decoding, resizing and normalising a picture took. */
    public long preprocessNanos(int row) {
        return journal.read(rows[row]).preprocessNanos();
    }

    /** How long the model took; of a batch, the whole batch. */
    public long inferNanos(int row) {
        return journal.read(rows[row]).inferNanos();
    }

    @Override
    public String model() {
        return identity.model();
    }

    @Override
    public List<String> classes() {
        return identity.classes();
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public String path(int row) {
        return row(row).path();
    }

    @Override
    public int truth(int row) {
        return truth[row];
    }

    @Override
    public int predicted(int row) {
        return journal.predicted(rows[row]);
    }

    @Override
    public float[] probabilities(int row) {
        return journal.read(rows[row]).probabilities();
    }

    @Override
    public Optional<Disagreement> disagreement(int row) {
        return journal.read(rows[row]).disagreement();
    }
}
