package io.pokeai.aug.jobs;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list of jobs.
 *
 * @param jobs newest first
 * @param next token of the next part; empty when this is the last one
 */
public record JobPage(List<JobStatus> jobs, Optional<String> next) {
    public JobPage {
        jobs = List.copyOf(jobs);
    }
}
