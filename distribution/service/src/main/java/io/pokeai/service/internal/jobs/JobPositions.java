package io.pokeai.service.internal.jobs;

import io.pokeai.service.internal.web.HttpFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How far a client of several jobs has read each of them: the id of an event of their common stream, such as
 * {@code 0a1b2c3d:17,4e5f6071:4}. So a client that comes back goes on exactly, as with one job.
 *
 * @param after the last event of each job; 0 for none
 */
record JobPositions(Map<String, Long> after) {
    static final int MOST_JOBS = 16;
    private static final int DIGITS = 15;

    JobPositions {
        after = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(after));
    }

    /**
     * Where a client begins.
     *
     * @param jobs their ids, with commas between them
     * @param lastId of a client that comes back; empty at its first time
     * @throws HttpFailure 400 for ids that are none, and positions of other jobs
     */
    static JobPositions of(String jobs, String lastId) {
        Map<String, Long> after = new LinkedHashMap<>();
        for (String job : jobs.split(",", -1)) {
            if (job.isBlank() || after.put(job.strip(), 0L) != null || after.size() > MOST_JOBS) {
                throw HttpFailure.badRequest(
                                "The query parameter 'job' is not a list of ids.",
                                "Name 1 to " + MOST_JOBS + " jobs, each once, with commas between them.")
                        .ofField("job");
            }
        }
        for (String position : lastId.isBlank() ? new String[0] : lastId.split(",", -1)) {
            String[] pair = position.split(":", -1);
            if (pair.length != 2 || !pair[1].matches("\\d{1," + DIGITS + "}") || !after.containsKey(pair[0])) {
                throw HttpFailure.badRequest(
                                "The last event id is not one of this stream.", "Leave it out to get all events.")
                        .ofField(JobStreams.AFTER);
            }
            after.put(pair[0], Long.parseLong(pair[1]));
        }
        return new JobPositions(after);
    }

    /** When one more event of a job was given. */
    JobPositions with(String job, long event) {
        Map<String, Long> more = new LinkedHashMap<>(after);
        more.put(job, event);
        return new JobPositions(more);
    }

    /** As the id of an event. */
    String id() {
        return after.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
