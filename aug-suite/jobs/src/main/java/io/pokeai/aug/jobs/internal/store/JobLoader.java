package io.pokeai.aug.jobs.internal.store;

import io.pokeai.aug.jobs.JobState;
import io.pokeai.engine.api.EngineException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes jobs of the folders that an earlier process has left, and makes their states those of a process that has just begun:
 * {@code PREPARING} and {@code RUNNING} become {@code INTERRUPTED} and then {@code QUEUED}, {@code PAUSING} becomes {@code PAUSED},
 * {@code CANCELLING} becomes {@code CANCELLED}.
 *
 * @param ttl of a job whose order does not say it
 */
record JobLoader(Duration ttl, DiskReserve reserve, Supplier<Instant> clock) {
    private static final Pattern ID = Pattern.compile("(\\d{8,18})-[0-9a-f]{8}");

    /** The number in an id. */
    static Optional<Long> number(String id) {
        Matcher matcher = ID.matcher(id);
        return matcher.matches() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
    }

    /** Empty for a folder that is not that of a job, or cannot be read; the log says why. */
    Optional<StoredJob> load(Path path) {
        String id = String.valueOf(path.getFileName());
        Optional<Long> number = number(id);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        try {
            JobFolder folder = new JobFolder(path);
            OrderFile order = new OrderFile(folder.order());
            Optional<JobRecord> ended = StatusFile.readEnded(folder.status());
            if (ended.isPresent()) {
                JobJournal journal =
                        JobJournal.ended(folder.journal(), ended.get().status().lastEvent());
                return Optional.of(new StoredJob(
                        number.get(), folder, order, journal, ended.get(), Set.of(), ttl, reserve, clock));
            }
            order.read();
            EventReplay replay = new EventReplay(id);
            JobJournal journal = JobJournal.read(folder.journal(), replay::add);
            return replay.record()
                    .map(record -> new StoredJob(
                            number.get(), folder, order, journal, record, replay.cells(), ttl, reserve, clock))
                    .map(JobLoader::reconciled);
        } catch (EngineException | IllegalArgumentException e) {
            System.getLogger(JobLoader.class.getName())
                    .log(System.Logger.Level.WARNING, "The job in " + path + " cannot be read and is left alone: " + e);
            return Optional.empty();
        }
    }

    private static StoredJob reconciled(StoredJob job) {
        switch (job.status().state()) {
            case PREPARING, RUNNING -> {
                job.move(JobState.INTERRUPTED, Optional.of("The process ended."), Optional.empty());
                job.move(JobState.QUEUED);
            }
            case INTERRUPTED -> job.move(JobState.QUEUED);
            case PAUSING -> job.move(JobState.PAUSED, job.status().reason(), Optional.of(PauseCause.REQUEST));
            case CANCELLING -> job.move(JobState.CANCELLED);
            case SUCCEEDED, FAILED, CANCELLED -> job.restated();
            case QUEUED, PAUSED -> {}
        }
        return job;
    }
}
