package io.pokeai.service.internal;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.service.internal.administration.ModelsServlet;
import io.pokeai.service.internal.jobs.DatasetsServlet;
import io.pokeai.service.internal.jobs.JobDesk;
import io.pokeai.service.internal.jobs.JobsServlet;
import io.pokeai.service.internal.oip.OipServlet;
import io.pokeai.service.internal.pictures.ClassifyServlet;
import io.pokeai.service.internal.uploads.UploadServlet;
import io.pokeai.service.internal.web.BodyMemory;
import io.pokeai.service.internal.web.HealthServlet;
import io.pokeai.service.internal.web.Limits;
import io.pokeai.service.internal.web.NothingServlet;
import io.pokeai.service.internal.web.Port;
import io.pokeai.service.internal.web.ServiceState;
import io.pokeai.service.internal.web.WorkLimit;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is served: the one list of all servlets, each with its port.
 *
 * @param settings of the engine
 * @param augmentations those that are installed now
 * @param jobs closed by whoever has made it
 */
record ServedEngine(Engine engine, EngineSettings settings, Supplier<Augmentations> augmentations, JobDesk jobs) {
    /** All servlets; the last one of each port answers what no other one does. */
    List<Endpoint> endpoints(ServiceState state, Limits limits) {
        BodyMemory memory = new BodyMemory(limits.memoryBytes());
        WorkLimit work = new WorkLimit(limits.inFlight(), System::nanoTime);
        jobs.giveWayTo(work);
        OipServlet oip =
                new OipServlet(engine, settings.threads(), settings.serving().deadline(), state, limits, memory, work);
        ClassifyServlet classify = new ClassifyServlet(engine, augmentations, limits, memory, work);
        return List.of(
                new Endpoint("oip", Port.PUBLIC, List.of("/v2", "/v2/*"), oip),
                new Endpoint("classify", Port.PUBLIC, List.of("/v1/*"), classify),
                new Endpoint("health", Port.PUBLIC, List.of("/health/*"), new HealthServlet(state)),
                new Endpoint("nothing", Port.PUBLIC, List.of("/*"), new NothingServlet()),
                new Endpoint(
                        "jobs",
                        Port.ADMIN,
                        List.of("/v1/jobs", "/v1/jobs/*", "/v1/events"),
                        new JobsServlet(jobs, memory, state)),
                new Endpoint(
                        "uploads",
                        Port.ADMIN,
                        List.of("/v1/uploads", "/v1/uploads/*"),
                        new UploadServlet(jobs::uploads, jobs::neededUploads)),
                new Endpoint("datasets", Port.ADMIN, List.of("/v1/datasets"), new DatasetsServlet(jobs)),
                new Endpoint("models", Port.ADMIN, List.of("/v1/*"), new ModelsServlet(engine, memory)),
                new Endpoint("admin-health", Port.ADMIN, List.of("/health/*"), new HealthServlet(state)),
                new Endpoint("admin-nothing", Port.ADMIN, List.of("/*"), new NothingServlet()));
    }
}
