package io.pokeai.aug.jobs;

import java.util.Map;

/**
 * How many jobs there are, for metrics.
 *
 * @param jobs by state; every state is there. Expired jobs do not count
 * @param mostQueued how many may wait
 * @param artefactBytes what the files of all ended jobs take
 */
public record JobCounts(Map<JobState, Integer> jobs, int mostQueued, long artefactBytes) {
    public JobCounts {
        jobs = Map.copyOf(jobs);
    }
}
