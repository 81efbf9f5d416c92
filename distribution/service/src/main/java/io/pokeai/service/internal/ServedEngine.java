package io.pokeai.service.internal;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.service.internal.administration.ModelsServlet;
import io.pokeai.service.internal.oip.OipServlet;
import io.pokeai.service.internal.pictures.ClassifyServlet;
import io.pokeai.service.internal.reload.ReloadServlet;
import io.pokeai.service.internal.reload.Reloads;
import io.pokeai.service.internal.web.BodyMemory;
import io.pokeai.service.internal.web.HealthServlet;
import io.pokeai.service.internal.web.Limits;
import io.pokeai.service.internal.web.NothingServlet;
import io.pokeai.service.internal.web.Port;
import io.pokeai.service.internal.web.ServiceState;
import io.pokeai.service.internal.web.WorkLimit;
import io.pokeai.service.spi.OpenInference;
import io.pokeai.service.spi.PublicEndpoint;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What is served: the one list of all servlets, each with its port.
 *
 * @param settings of the engine
 * @param augmentations those that are installed now
 */
record ServedEngine(Engine engine, EngineSettings settings, Supplier<Augmentations> augmentations) {
    /** All servlets; the last one of each port answers what no other one does. */
    List<Endpoint> endpoints(ServiceState state, Limits limits) {
        return endpoints(state, limits, Additions.NONE);
    }

    /**
     * What a service has besides.
     *
     * @param contributed what other bundles add to the public port
     * @param reloads what may be read again
     */
    record Additions(List<PublicEndpoint> contributed, Reloads reloads) {
        static final Additions NONE = new Additions(List.of(), new Reloads(List.of()));

        Additions {
            contributed = List.copyOf(contributed);
        }
    }

    /** The same, with what other bundles add. */
    List<Endpoint> endpoints(ServiceState state, Limits limits, Additions additions) {
        BodyMemory memory = new BodyMemory(limits.memoryBytes());
        WorkLimit work = new WorkLimit(limits.inFlight(), System::nanoTime);
        OipServlet oip =
                new OipServlet(engine, settings.threads(), settings.serving().deadline(), state, limits, memory, work);
        ClassifyServlet classify = new ClassifyServlet(engine, augmentations, limits, memory, work);
        List<Endpoint> own = List.of(
                new Endpoint("oip", Port.PUBLIC, List.of("/v2", "/v2/*"), oip),
                new Endpoint("classify", Port.PUBLIC, List.of("/v1/*"), classify),
                new Endpoint("health", Port.PUBLIC, List.of("/health/*"), new HealthServlet(state)),
                new Endpoint("nothing", Port.PUBLIC, List.of("/*"), new NothingServlet()),
                new Endpoint("reload", Port.ADMIN, List.of("/v1/reload"), new ReloadServlet(additions.reloads())),
                new Endpoint("models", Port.ADMIN, List.of("/v1/*"), new ModelsServlet(engine, memory)),
                new Endpoint("admin-health", Port.ADMIN, List.of("/health/*"), new HealthServlet(state)),
                new Endpoint("admin-nothing", Port.ADMIN, List.of("/*"), new NothingServlet()));
        OpenInference inference = oip.shared();
        return Stream.concat(
                        additions.contributed().stream()
                                .map(other -> new Endpoint(
                                        other.name(), Port.PUBLIC, other.patterns(), other.servlet(inference))),
                        own.stream())
                .toList();
    }
}
