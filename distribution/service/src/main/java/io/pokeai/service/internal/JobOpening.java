package io.pokeai.service.internal;

import io.pokeai.aug.jobs.JobEngine;
import io.pokeai.aug.jobs.JobService;
import io.pokeai.aug.jobs.JobSettings;
import io.pokeai.aug.jobs.local.LocalJobs;
import io.pokeai.aug.reports.run.InstalledBuild;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.command.CliSession;
import io.pokeai.service.internal.jobs.JobDesk;
import io.pokeai.service.internal.uploads.UploadShelf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Opens the jobs of a service. If they cannot be opened, the service does without them and says so: a folder that is read-only, or
 * that another service has, is no reason not to answer callers.
 *
 * @param folder of jobs and uploads
 */
record JobOpening(
        CliSession session,
        EngineSettings settings,
        Engine engine,
        Supplier<Augmentations> augmentations,
        Path folder) {
    void open(JobDesk desk) {
        try {
            UploadShelf uploads = UploadShelf.open(folder.resolve("uploads"));
            desk.opened(jobs(desk, uploads), uploads);
            desk.expireUploads();
        } catch (IOException e) {
            fail(desk, cannot(e));
        } catch (EngineException e) {
            fail(desk, e);
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // the desk closes it
    private JobService jobs(JobDesk desk, UploadShelf uploads) {
        JobSettings own = JobSettings.of(folder.resolve("all"), session.directory(), settings.threads());
        return LocalJobs.open(
                desk.dataRoot().map(own::withDataRoot).orElse(own),
                new JobEngine(
                        engine,
                        settings,
                        session::openEngine,
                        augmentations,
                        session::perturbations,
                        InstalledBuild.here(),
                        desk.traffic(),
                        uploads::folder));
    }

    private EngineException cannot(IOException e) {
        return new EngineException(
                ErrorCode.UNAVAILABLE,
                folder + " cannot be used (" + e + ").",
                "Make it writable, or name another folder with --jobs.",
                e);
    }

    private void fail(JobDesk desk, EngineException why) {
        desk.failed(why);
        session.err().print("pokeai: this service has no jobs. " + why.getMessage() + '\n');
        session.err().flush();
    }
}
