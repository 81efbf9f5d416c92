package io.pokeai.aug.jobs.internal.run;

import io.pokeai.aug.jobs.JobState;
import io.pokeai.aug.jobs.internal.store.StoredJob;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells the work of a job to stop.
 *
 * <p><b>Threads</b> safe.
 */
public final class StopSwitch {
    private final CountDownLatch told = new CountDownLatch(1);

    /** The work is to end with its batch. */
    public void tell() {
        told.countDown();
    }

    /** Whether it was told. */
    public boolean isTold() {
        return told.getCount() == 0;
    }

    /** @throws InterruptedException when it was told */
    public void require() throws InterruptedException {
        if (isTold()) {
            throw new InterruptedException("told to stop");
        }
    }

    /**
     * Waits, unless it is told meanwhile.
     *
     * @return whether it was told
     */
    boolean await(long nanos) throws InterruptedException {
        return told.await(nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * The job is prepared, and runs from now on.
     *
     * @throws InterruptedException when it was told to stop before
     */
    public void begin(StoredJob job) throws InterruptedException {
        if (isTold() || !job.moveFrom(JobState.PREPARING, JobState.RUNNING)) {
            throw new InterruptedException("told to stop");
        }
    }
}
