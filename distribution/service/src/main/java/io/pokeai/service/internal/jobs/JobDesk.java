package io.pokeai.service.internal.jobs;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.aug.jobs.Job;
import io.pokeai.aug.jobs.JobService;
import io.pokeai.aug.jobs.Traffic;
import io.pokeai.engine.api.EngineException;
import io.pokeai.service.internal.uploads.UploadShelf;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.WorkLimit;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a service, from the moment that they are opened. Before, and when they cannot be opened, the service does everything else,
 * and says why there are no jobs.
 *
 * <p><b>Threads</b> safe. <b>Ownership</b> it closes what it was given.
 */
public final class JobDesk implements AutoCloseable {
    @GuardedBy("this")
    private @Nullable JobService service;

    @GuardedBy("this")
    private @Nullable UploadShelf shelf;

    private final Optional<Path> dataRoot;
    private volatile Traffic traffic = Traffic.NONE;

    @GuardedBy("this")
    private HttpFailure unavailable = HttpFailure.of(
                    503, "UNAVAILABLE", "The jobs are not open yet.", "Repeat the request in a moment.")
            .with("Retry-After", "1");

    /** @param dataRoot folder whose sub-folders are the data sets that orders may name */
    public JobDesk(Optional<Path> dataRoot) {
        this.dataRoot = dataRoot;
    }

    /** Jobs give way to this work. */
    public void giveWayTo(WorkLimit work) {
        traffic = new ServedTraffic(work);
    }

    /** What jobs give way to. */
    public Traffic traffic() {
        return traffic;
    }

    /** Folder of the data sets that orders may name. */
    public Optional<Path> dataRoot() {
        return dataRoot;
    }

    /** From now on there are jobs. */
    public synchronized void opened(JobService jobs, UploadShelf uploads) {
        service = jobs;
        shelf = uploads;
    }

    /** There are no jobs in this service, because of this. */
    public synchronized void failed(EngineException why) {
        unavailable =
                HttpFailure.of(503, why.code().name(), "This service has no jobs: " + why.problem(), why.remedy());
    }

    /** @throws HttpFailure 503 while there are none */
    synchronized JobService jobs() {
        if (service == null) {
            throw unavailable;
        }
        return service;
    }

    /** @throws HttpFailure 503 while there are none */
    public synchronized UploadShelf uploads() {
        if (shelf == null) {
            throw unavailable;
        }
        return shelf;
    }

    /** Uploads that unfinished jobs need. */
    public Set<String> neededUploads() {
        return jobs().uploadsInUse();
    }

    /** @throws HttpFailure 404 for an id that no job has */
    Job job(String id) {
        return jobs().find(id)
                .orElseThrow(() -> HttpFailure.of(
                        404, "NO_SUCH_JOB", "There is no such job.", "'pokeai jobs' and GET /v1/jobs list them."));
    }

    /** Deletes uploads that no job has needed for long, and those whose jobs have ended that were to take them along. */
    public void expireUploads() {
        JobService now;
        UploadShelf kept;
        synchronized (this) {
            now = service;
            kept = shelf;
        }
        if (now != null && kept != null) {
            kept.expire(now.uploadsInUse(), now.uploadsToGo(Instant.now().minus(UploadShelf.KEPT)));
        }
    }

    @Override
    public void close() {
        JobService closing;
        synchronized (this) {
            closing = service;
            service = null;
            unavailable = HttpFailure.draining();
        }
        if (closing != null) {
            closing.close();
        }
    }
}
