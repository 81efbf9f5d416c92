package io.pokeai.aug.jobs.internal.run;

import io.pokeai.aug.jobs.JobResult;
import io.pokeai.aug.jobs.internal.store.StoredJob;

/** What a job does when it is its turn. <b>Threads</b> called by one. */
public interface JobWork {
    /**
     * Does the work, or what is left of it. The job is {@code PREPARING}; the work moves it to {@code RUNNING} by
     * {@link StopSwitch#begin}.
     *
     * @param stop asked at least once for each batch
     * @throws io.pokeai.engine.api.EngineException why it cannot be done
     * @throws InterruptedException when it was told to stop
     */
    JobResult run(StoredJob job, StopSwitch stop) throws InterruptedException;

    /**
     * Whether the models of a job that is paused because a back end is missing can be opened again.
     *
     * @throws io.pokeai.engine.api.EngineException when that cannot be found out
     */
    boolean isPossible(StoredJob job);
}
