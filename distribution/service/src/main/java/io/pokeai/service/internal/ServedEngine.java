package io.pokeai.service.internal;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.api.catalog.Perturbations;
import io.pokeai.service.internal.administration.Administration;
import io.pokeai.service.internal.administration.InstalledBundles;
import io.pokeai.service.internal.jobs.DatasetsServlet;
import io.pokeai.service.internal.jobs.JobDesk;
import io.pokeai.service.internal.jobs.JobsServlet;
import io.pokeai.service.internal.metrics.FiguresServlet;
import io.pokeai.service.internal.metrics.LoadFigures;
import io.pokeai.service.internal.metrics.MetricsServlet;
import io.pokeai.service.internal.metrics.ServiceMetrics;
import io.pokeai.service.internal.oip.OipServlet;
import io.pokeai.service.internal.oip.RepositoryServlet;
import io.pokeai.service.internal.openapi.OpenApiServlet;
import io.pokeai.service.internal.pictures.AugmentationsServlet;
import io.pokeai.service.internal.pictures.PictureCalls;
import io.pokeai.service.internal.pictures.ServedModelsServlet;
import io.pokeai.service.internal.reload.ReloadServlet;
import io.pokeai.service.internal.reload.Reloads;
import io.pokeai.service.internal.site.SitePlace;
import io.pokeai.service.internal.site.SiteServlet;
import io.pokeai.service.internal.uploads.UploadServlet;
import io.pokeai.service.internal.web.BodyMemory;
import io.pokeai.service.internal.web.HealthServlet;
import io.pokeai.service.internal.web.Limits;
import io.pokeai.service.internal.web.NothingServlet;
import io.pokeai.service.internal.web.OpenPaths;
import io.pokeai.service.internal.web.Port;
import io.pokeai.service.internal.web.ServiceState;
import io.pokeai.service.internal.web.WorkLimit;
import io.pokeai.service.spi.OpenInference;
import io.pokeai.service.spi.PublicEndpoint;
import io.pokeai.service.spi.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is served: the one list of all servlets, each with its port.
 *
 * @param settings of the engine
 * @param augmentations those that are installed now
 * @param perturbations those that are installed now
 * @param bundles what is installed, and how it is changed
 * @param jobs closed by whoever has made it
 * @param metrics of this service
 * @param rights what callers may do beyond asking models
 */
record ServedEngine(
        Engine engine,
        EngineSettings settings,
        Supplier<Augmentations> augmentations,
        Supplier<Perturbations> perturbations,
        InstalledBundles bundles,
        JobDesk jobs,
        ServiceMetrics metrics,
        CallerRights rights) {
    /** All servlets; {@code nothing} of each port answers what no other one does. */
    List<Endpoint> endpoints(ServiceState state, Limits limits) {
        return endpoints(state, limits, Additions.NONE);
    }

    /**
     * What a service has besides.
     *
     * @param contributed what other bundles add to the public port
     * @param sites what they add to both
     * @param administrationPort its number, for the pages of the sites
     * @param reloads what may be read again
     */
    record Additions(List<PublicEndpoint> contributed, List<Site> sites, int administrationPort, Reloads reloads) {
        static final Additions NONE = new Additions(List.of(), List.of(), 0, new Reloads(List.of()));

        Additions {
            contributed = List.copyOf(contributed);
            sites = List.copyOf(sites);
        }

        /** What needs no token. */
        OpenPaths open() {
            return OpenPaths.of(sites);
        }
    }

    /** The same, with what other bundles add. */
    List<Endpoint> endpoints(ServiceState state, Limits limits, Additions additions) {
        BodyMemory memory = new BodyMemory(limits.memoryBytes());
        WorkLimit work = new WorkLimit(limits.inFlight(), System::nanoTime);
        metrics.add(new LoadFigures(state, work, memory));
        OipServlet oip = new OipServlet(
                engine, settings.threads(), state, limits, memory, work, metrics.calls(), rights.loading());
        jobs.giveWayTo(work);
        PictureCalls calls = new PictureCalls(engine, augmentations, limits, memory, work);
        List<Endpoint> endpoints = new ArrayList<>(List.of(
                new Endpoint("oip", Port.PUBLIC, List.of("/v2", "/v2/*"), oip),
                new Endpoint(
                        "served-models",
                        Port.PUBLIC,
                        List.of("/v1/models", "/v1/models/*"),
                        new ServedModelsServlet(engine, calls)),
                new Endpoint(
                        "augmentations",
                        Port.PUBLIC,
                        List.of("/v1/augmentations"),
                        new AugmentationsServlet(augmentations, perturbations)),
                new Endpoint(
                        "admin-augmentations",
                        Port.ADMIN,
                        List.of("/v1/augmentations"),
                        new AugmentationsServlet(augmentations, perturbations)),
                new Endpoint("health", Port.PUBLIC, List.of("/health/*"), new HealthServlet(state, engine)),
                new Endpoint("openapi", Port.PUBLIC, List.of("/openapi.yaml"), description(Port.PUBLIC)),
                new Endpoint("nothing", Port.PUBLIC, List.of("/*"), new NothingServlet(additions.open())),
                new Endpoint("reload", Port.ADMIN, List.of("/v1/reload"), new ReloadServlet(additions.reloads())),
                new Endpoint(
                        "repository", Port.ADMIN, List.of("/v2/repository/*"), new RepositoryServlet(engine, memory)),
                new Endpoint(
                        "jobs",
                        Port.ADMIN,
                        List.of("/v1/jobs", "/v1/jobs/*", "/v1/events"),
                        new JobsServlet(jobs, memory, state, engine, augmentations)),
                new Endpoint(
                        "uploads",
                        Port.ADMIN,
                        List.of("/v1/uploads", "/v1/uploads/*"),
                        new UploadServlet(jobs::uploads, jobs::neededUploads)),
                new Endpoint("datasets", Port.ADMIN, List.of("/v1/datasets"), new DatasetsServlet(jobs)),
                new Endpoint("figures", Port.ADMIN, List.of("/v1/figures"), new FiguresServlet(metrics.calls())),
                new Endpoint("admin-metrics", Port.ADMIN, List.of("/metrics"), new MetricsServlet(metrics)),
                new Endpoint("admin-health", Port.ADMIN, List.of("/health/*"), new HealthServlet(state, engine)),
                new Endpoint("admin-openapi", Port.ADMIN, List.of("/openapi.yaml"), description(Port.ADMIN)),
                new Endpoint("admin-nothing", Port.ADMIN, List.of("/*"), new NothingServlet(additions.open()))));
        Administration.rooms(engine, settings.artifacts(), bundles, memory, calls)
                .forEach(room -> endpoints.add(new Endpoint(room.name(), Port.ADMIN, room.patterns(), room.servlet())));
        if (rights.metrics()) {
            endpoints.add(new Endpoint("metrics", Port.PUBLIC, List.of("/metrics"), new MetricsServlet(metrics)));
        }
        OpenInference inference = oip.shared();
        for (PublicEndpoint other : additions.contributed()) {
            endpoints.add(new Endpoint(other.name(), Port.PUBLIC, other.patterns(), other.servlet(inference)));
        }
        for (Port port : Port.values()) {
            addSites(endpoints, port, additions);
        }
        return List.copyOf(endpoints);
    }

    private static void addSites(List<Endpoint> endpoints, Port port, Additions additions) {
        SitePlace place = new SitePlace(port, OpenApiServlet.version(), additions.administrationPort());
        for (Site site : additions.sites()) {
            endpoints.add(new Endpoint(
                    (port == Port.ADMIN ? "admin-" : "") + site.name(),
                    port,
                    List.of("/" + site.name(), "/" + site.name() + "/*"),
                    new SiteServlet(site, place)));
        }
    }

    private OpenApiServlet description(Port port) {
        return new OpenApiServlet(port, rights.metrics());
    }
}
