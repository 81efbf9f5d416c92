package io.pokeai.aug.robustness;

import io.pokeai.aug.robustness.cells.AnsweredCell;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Asks for cells of a plan anew, whatever is finished, in the batches of a run of the whole plan in an empty folder; some of the
 * batches, or all.
 *
 * <p><b>Threads</b> confined to one.
 */
public final class FreshAnswers {
    private final RobustnessPlan plan;
    private final List<Pass> passes;

    /** @param isWanted the cells that are asked for */
    public FreshAnswers(RobustnessPlan plan, Predicate<PlannedCell> isWanted) {
        this.plan = plan;
        this.passes = Pass.of(plan, isWanted);
    }

    /**
     * A cell, and which of its rows were asked about.
     *
     * @param answered rows that were not asked about are unanswered
     * @param asked rows of the data set
     */
    public record AskedCell(AnsweredCell answered, BitSet asked) {}

    /** How many batches all wanted cells have. */
    public int batches() {
        return passes.stream().mapToInt(this::batches).reduce(0, Math::addExact);
    }

    private int batches(Pass pass) {
        return (questions(pass) + pass.batch() - 1) / pass.batch();
    }

    private int questions(Pass pass) {
        return Math.multiplyExact(plan.pictures().size(), pass.severities().size());
    }

    /**
     * Asks.
     *
     * @param chosen batches, from 0 to {@link #batches}, exclusive
     * @param scratch for the answers of a pass; an empty folder, and nobody else's
     * @param to gets the cells of each pass of which a batch was chosen
     * @throws io.pokeai.engine.api.EngineException what a model fails with; {@code UNAVAILABLE} when {@code scratch} cannot be used
     * @throws InterruptedException when the listener stopped it
     */
    public void ask(
            BitSet chosen, PixelAnswers asked, Path scratch, RobustnessListener listener, Consumer<AskedCell> to)
            throws InterruptedException {
        listener.began(passes.stream().mapToInt(Pass::answersPerPicture).sum(), 0, answers(chosen));
        int first = 0;
        for (Pass pass : passes) {
            BitSet ofPass = chosen.get(first, first + batches(pass));
            if (!ofPass.isEmpty()) {
                ask(pass, ofPass, asked, scratch, listener, to);
            }
            first += batches(pass);
        }
    }

    private long answers(BitSet chosen) {
        long answers = 0;
        int first = 0;
        for (Pass pass : passes) {
            for (int batch = chosen.nextSetBit(first);
                    batch >= 0 && batch < first + batches(pass);
                    batch = chosen.nextSetBit(batch + 1)) {
                int begin = (batch - first) * pass.batch();
                answers += (long) Math.min(pass.batch(), questions(pass) - begin)
                        * pass.models().size();
            }
            first += batches(pass);
        }
        return answers;
    }

    private void ask(
            Pass pass,
            BitSet batches,
            PixelAnswers asked,
            Path scratch,
            RobustnessListener listener,
            Consumer<AskedCell> to)
            throws InterruptedException {
        try (PassAnswers answers = new PassAnswers(pass, plan, scratch)) {
            answers.ask(asked, listener, new WorkClock(), batches::get);
            int cell = 0;
            for (AnsweredCell answered : answers.cells()) {
                to.accept(new AskedCell(
                        answered, rows(pass, batches, cell % pass.severities().size())));
                cell++;
            }
            answers.finish();
        }
    }

    /** The rows whose question at the severity of a column lies in one of the batches. */
    private BitSet rows(Pass pass, BitSet batches, int column) {
        BitSet rows = new BitSet();
        for (int row = 0; row < plan.pictures().size(); row++) {
            rows.set(row, batches.get((row * pass.severities().size() + column) / pass.batch()));
        }
        return rows;
    }
}
