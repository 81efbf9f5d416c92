package io.pokeai.aug.jobs.internal.run;

import io.pokeai.aug.jobs.JobProgress;
import io.pokeai.aug.jobs.internal.store.StoredJob;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Counts what a job has done, and tells it at most twice a second; in a long run less often, so that a run of a day does not write a
 * hundred thousand lines.
 *
 * <p><b>Threads</b> confined to one.
 */
final class ProgressMeter {
    private static final long SHORTEST_NANOS = Duration.ofMillis(500).toNanos();
    private static final long LONGEST_NANOS = Duration.ofSeconds(5).toNanos();

    /** A run is told in about so many steps, between the shortest and the longest interval. */
    private static final int STEPS = 400;

    private final StoredJob job;
    private final LongSupplier nanoTime;
    private long start;
    private long told;
    private int cells;
    private int finishedCells;
    private long answers;

    /** Those of earlier turns, and those of this one. */
    private long known;

    private long done;

    /** @param nanoTime a clock such as {@link System#nanoTime}, which nobody sets */
    ProgressMeter(StoredJob job, LongSupplier nanoTime) {
        this.job = job;
        this.nanoTime = nanoTime;
    }

    /** The work begins. */
    void begin(int allCells, int finished, long allAnswers) {
        start = nanoTime.getAsLong();
        cells = allCells;
        finishedCells = finished;
        answers = allAnswers;
        known = 0;
        done = 0;
        tell();
    }

    /** A part of the work that is counted by itself. */
    void beginPart(long allAnswers, long knownAnswers) {
        begin(0, 0, allAnswers);
        known = knownAnswers;
        tell();
    }

    /** Answers that an earlier turn has left. */
    void known(long more) {
        known += more;
    }

    void asked() {
        done++;
        long now = nanoTime.getAsLong();
        long interval = Math.max(SHORTEST_NANOS, Math.min(LONGEST_NANOS, (now - start) / STEPS));
        if (now - told >= interval) {
            tell();
        }
    }

    void finishedCells(int more) {
        finishedCells += more;
        tell();
    }

    private void tell() {
        long now = nanoTime.getAsLong();
        if (finishedCells < cells && now - told < SHORTEST_NANOS && done > 0) {
            return;
        }
        told = now;
        job.progress(progress(now));
    }

    private JobProgress progress(long now) {
        long finished = Math.min(answers, known + done);
        Optional<Duration> left = done == 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos((long) ((double) (now - start) / done * (answers - finished))));
        return new JobProgress(cells, finishedCells, answers, finished, left);
    }
}
