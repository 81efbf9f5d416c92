package io.pokeai.aug.jobs;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.WrongField;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long the files of a job are kept after its end.
 *
 * @param ttl from its end on, 1 second to 10 years; the default of the service without it
 * @param pinned whether they are kept for ever
 */
public record JobRetention(Optional<Duration> ttl, boolean pinned) {
    /** As the service keeps jobs. */
    public static final JobRetention DEFAULT = new JobRetention(Optional.empty(), false);

    /** The longest time. */
    public static final Duration LONGEST = Duration.ofDays(3650);

    /** @throws EngineException {@code INVALID_ARGUMENT} for a time out of its range */
    public JobRetention {
        ttl.ifPresent(JobRetention::require);
    }

    static void require(Duration ttl) {
        if (ttl.compareTo(Duration.ofSeconds(1)) < 0 || ttl.compareTo(LONGEST) > 0) {
            throw EngineException.invalidArgument(
                            "A job cannot be kept for " + ttl.toSeconds() + " s.",
                            "Use 1 to " + LONGEST.toSeconds() + " seconds, or pin the job.")
                    .ofField("ttl_seconds")
                    .allowing(List.of(WrongField.range(1, LONGEST.toSeconds())));
        }
    }
}
