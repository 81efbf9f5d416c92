package io.pokeai.aug.jobs.internal.run;

import io.pokeai.aug.evaluation.run.EvaluationListener;
import io.pokeai.aug.jobs.internal.store.StoredJob;
import io.pokeai.aug.robustness.RobustnessListener;
import io.pokeai.aug.robustness.RunTime;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.FinishedSequence;
import java.util.List;

/**
 * Writes down how a run proceeds, and stops it when its job was told to.
 *
 * <p><b>Threads</b> as the runs say: the thread that runs.
 */
final class JobListener implements RobustnessListener, EvaluationListener {
    private final StoredJob job;
    private final StopSwitch stop;
    private final ProgressMeter meter;

    JobListener(StoredJob job, StopSwitch stop) {
        this.job = job;
        this.stop = stop;
        this.meter = new ProgressMeter(job, System::nanoTime);
    }

    @Override
    public void redone(String cells, String why) {
        job.note(cells + (cells.startsWith("1 ") ? " is" : " are") + " asked for again, because " + why + " changed.");
    }

    @Override
    public void began(int cells, int finished, long answers) {
        meter.begin(cells, finished, answers);
    }

    @Override
    public void pass(String what, long known) {
        meter.known(known);
    }

    @Override
    public void finished(List<FinishedCell> cells) {
        job.finished(cells);
        meter.finishedCells(cells.size());
    }

    @Override
    public void finishedSequences(List<FinishedSequence> sequences) {
        job.finishedSequences(sequences);
        meter.finishedCells(sequences.size());
    }

    @Override
    public void worked(RunTime time) {
        job.note(time + ".");
    }

    @Override
    public void reporting() {
        job.note("The page and the plots are made.");
    }

    @Override
    public void began(String part, int pictures, int known) {
        job.note(part + ": " + pictures + " pictures, " + known + " of them known.");
        meter.beginPart(pictures, known);
    }

    @Override
    public void startsAnew(String why) {
        job.note("All pictures are classified again, because " + why + " changed.");
    }

    @Override
    public void asked(boolean answered) {
        meter.asked();
    }

    @Override
    public boolean cancelled() {
        return stop.isTold();
    }
}
