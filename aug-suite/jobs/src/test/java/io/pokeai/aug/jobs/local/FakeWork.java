package io.pokeai.aug.jobs.local;

import io.pokeai.aug.jobs.JobResult;
import io.pokeai.aug.jobs.internal.run.JobWork;
import io.pokeai.aug.jobs.internal.run.StopSwitch;
import io.pokeai.aug.jobs.internal.store.StoredJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Does what a test says. */
final class FakeWork implements JobWork {
    private final AtomicInteger turns = new AtomicInteger();
    volatile Step step = (turn, job, stop) -> {};
    volatile boolean possible;

    /** What a job does in its turn, after it runs. */
    interface Step {
        void run(int turn, StoredJob job, StopSwitch stop) throws InterruptedException;
    }

    /** How often a job had its turn. */
    int turns() {
        return turns.get();
    }

    @Override
    public JobResult run(StoredJob job, StopSwitch stop) throws InterruptedException {
        int turn = turns.incrementAndGet();
        stop.begin(job);
        step.run(turn, job, stop);
        stop.require();
        try {
            Files.createDirectories(job.folder().files());
            Files.writeString(job.folder().files().resolve("receipt.json"), "{}");
            Files.writeString(job.folder().files().resolve("large.csv"), "x".repeat(1000));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new JobResult("done", 0, Optional.empty());
    }

    @Override
    public boolean isPossible(StoredJob job) {
        return possible;
    }
}
