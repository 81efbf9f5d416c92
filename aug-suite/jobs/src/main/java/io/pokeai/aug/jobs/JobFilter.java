package io.pokeai.aug.jobs;

import java.util.Optional;
import java.util.Set;

/**
 * Which jobs a list is to have.
 *
 * @param states any of these; none for all
 * @param kind of this kind alone
 * @param model only those that ask this model
 */
public record JobFilter(Set<JobState> states, Optional<JobKind> kind, Optional<String> model) {
    /** All jobs. */
    public static final JobFilter ALL = new JobFilter(Set.of(), Optional.empty(), Optional.empty());

    public JobFilter {
        states = Set.copyOf(states);
    }

    /** Whether a job is one of those. */
    public boolean accepts(JobStatus job) {
        return (states.isEmpty() || states.contains(job.state()))
                && (kind.isEmpty() || kind.get() == job.kind())
                && (model.isEmpty()
                        || job.models().stream().anyMatch(asked -> asked.name().equals(model.get())));
    }
}
