package io.pokeai.aug.jobs;

import io.pokeai.engine.api.EngineException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How jobs are kept and run. Sealed once the service is open.
 *
 * @param root folder of all jobs; made if it is not there, and nobody else's
 * @param dataRoot folder whose sub-folders are the data sets that orders may name; without it none may be named
 * @param directory what relative paths of the artifacts folder's own tables are relative to
 * @param mostQueued how many jobs may wait, 1…10,000
 * @param threads how many threads of the engine's budget a job may use at once, at least 1
 * @param share of its time that a job works beside callers who are never quiet, above 0 and at most 1; otherwise it gives way
 * @param ttl how long a job is kept after its end if its order does not say it
 * @param quotaBytes what the files of ended jobs may take; the oldest ones expire first, pinned ones never
 * @param mostTombstones how many expired jobs are remembered; the oldest ones are forgotten first
 */
public record JobSettings(
        Path root,
        Optional<Path> dataRoot,
        Path directory,
        int mostQueued,
        int threads,
        double share,
        Duration ttl,
        long quotaBytes,
        int mostTombstones) {
    private static final int MOST_QUEUED = 10_000;

    /** So small that fewer than one call in a hundred meets a batch of a job: then the 99th percentile does not notice it. */
    private static final double SHARE = 0.005;

    /** @throws EngineException {@code INVALID_ARGUMENT} for a value out of its range */
    public JobSettings {
        if (mostQueued < 1 || mostQueued > MOST_QUEUED) {
            throw wrong("queue of " + mostQueued + " jobs", "Use 1 to " + MOST_QUEUED + ".");
        }
        if (threads < 1) {
            throw wrong("thread number of " + threads, "Use at least 1.");
        }
        if (!(share > 0 && share <= 1)) {
            throw wrong("share of " + share, "Use more than 0, and at most 1.");
        }
        if (quotaBytes < 0 || mostTombstones < 0) {
            throw wrong("quota of " + quotaBytes + " bytes and " + mostTombstones + " tombstones", "Use at least 0.");
        }
        JobRetention.require(ttl);
    }

    private static EngineException wrong(String what, String remedy) {
        return EngineException.invalidArgument("Jobs cannot have a " + what + ".", remedy);
    }

    /**
     * 32 jobs in the queue, kept for 30 days in at most 4 GiB, on half of the threads, and on half a hundredth of one beside callers
     * who are never quiet.
     *
     * @param root of all jobs
     * @param directory what relative paths are relative to
     * @param engineThreads the thread budget of the engine
     */
    public static JobSettings of(Path root, Path directory, int engineThreads) {
        return new JobSettings(
                root,
                Optional.empty(),
                directory,
                32,
                Math.max(1, engineThreads / 2),
                SHARE,
                Duration.ofDays(30),
                4L << 30,
                10_000);
    }

    /** The same with data sets that orders may name. */
    public JobSettings withDataRoot(Path folder) {
        return new JobSettings(
                root, Optional.of(folder), directory, mostQueued, threads, share, ttl, quotaBytes, mostTombstones);
    }

    /** The same with another queue. */
    public JobSettings withMostQueued(int most) {
        return new JobSettings(root, dataRoot, directory, most, threads, share, ttl, quotaBytes, mostTombstones);
    }

    /** The same with other threads. */
    public JobSettings withThreads(int most) {
        return new JobSettings(root, dataRoot, directory, mostQueued, most, share, ttl, quotaBytes, mostTombstones);
    }

    /** The same with another share. */
    public JobSettings withShare(double part) {
        return new JobSettings(root, dataRoot, directory, mostQueued, threads, part, ttl, quotaBytes, mostTombstones);
    }

    /** The same with another retention. */
    public JobSettings withRetention(Duration time, long bytes) {
        return new JobSettings(root, dataRoot, directory, mostQueued, threads, share, time, bytes, mostTombstones);
    }

    /** The same with another number of tombstones. */
    public JobSettings withMostTombstones(int most) {
        return new JobSettings(root, dataRoot, directory, mostQueued, threads, share, ttl, quotaBytes, most);
    }
}
