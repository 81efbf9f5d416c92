package io.pokeai.service.internal;

import io.pokeai.service.internal.health.HealthServices;
import io.pokeai.service.internal.transport.Connectors;
import io.pokeai.service.internal.web.AccessLog;
import io.pokeai.service.internal.web.Gatekeeper;
import io.pokeai.service.internal.web.Limits;
import io.pokeai.service.internal.web.Port;
import io.pokeai.service.internal.web.ServiceState;
import io.pokeai.service.spi.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;

/**
 * A service that answers on two ports, from start to drain.
 *
 * <p><b>Ownership</b> closed by whoever has opened it; the engine stays open.
 */
final class RunningService implements AutoCloseable {
    private static final int PUBLIC_CONNECTIONS = 1024;
    private static final int ADMIN_CONNECTIONS = 64;

    /** Beyond those that work: health, metadata, and refusals. */
    private static final int MORE_REQUESTS = 16;

    /** Beside those that wait for their change to be done. */
    private static final int ADMIN_REQUESTS = 32;

    private final ServiceState state = new ServiceState();
    private final FelixServers servers;
    private final Contributions contributions;
    private final Map<Port, Integer> ports = new EnumMap<>(Port.class);
    private Optional<HealthServices> health = Optional.empty();

    private RunningService(FelixServers servers, Contributions contributions) {
        this.servers = servers;
        this.contributions = contributions;
    }

    /** Opens both ports; the service answers, and is not ready yet. */
    static RunningService open(
            BundleContext context, ServeOptions options, ServeFiles files, ServedEngine served, AccessLog log) {
        RunningService service = new RunningService(new FelixServers(context), new Contributions(context));
        boolean open = false;
        try {
            service.listen(context, options, files, served, log);
            open = true;
            return service;
        } finally {
            if (!open) {
                service.close();
            }
        }
    }

    private void listen(
            BundleContext context, ServeOptions options, ServeFiles files, ServedEngine served, AccessLog log) {
        Limits limits = Limits.ofHeap(Runtime.getRuntime().maxMemory());
        boolean loopback = ServeOptions.isLoopback(options.host());
        ports.put(
                Port.PUBLIC,
                servers.open(
                        Port.PUBLIC,
                        Connectors.of(options.host(), options.port(), PUBLIC_CONNECTIONS)
                                .over(files.tls()),
                        limits.inFlight() + MORE_REQUESTS));
        ports.put(
                Port.ADMIN,
                servers.open(
                        Port.ADMIN,
                        Connectors.of(ServeOptions.LOOPBACK, options.adminPort(), ADMIN_CONNECTIONS),
                        ADMIN_REQUESTS));
        log.listen(served.metrics().requests());
        ServedEngine.Additions additions = new ServedEngine.Additions(
                contributions.endpoints(), contributions.sites(), port(Port.ADMIN), files.reloads());
        // The filters before the servlets: no request gets past them.
        servers.register(
                Port.PUBLIC,
                new Gatekeeper(
                        Port.PUBLIC, () -> files.tokens().access(Port.PUBLIC, loopback), additions.open(), state, log));
        servers.register(
                Port.ADMIN,
                new Gatekeeper(
                        Port.ADMIN, () -> files.tokens().access(Port.ADMIN, true), additions.open(), state, log));
        served.endpoints(state, limits, additions).forEach(servers::register);
        health = Optional.of(HealthServices.register(context, state, served.engine()));
    }

    /** Lets operators of this machine in by a socket; the caller closes it before this. */
    OperatorSocket socket(Path file) {
        return servers.socket(Port.ADMIN, file);
    }

    /** The first part of the path of the pages for people, if there are some. */
    Optional<String> site() {
        return contributions.sites().stream().findFirst().map(Site::name);
    }

    /** The number of a port. */
    int port(Port port) {
        return ports.getOrDefault(port, 0);
    }

    /** All models are open that are to be. */
    void ready() {
        state.ready();
    }

    /**
     * Takes no new requests, and waits for those that are being answered.
     *
     * @return false if some have not been answered in time
     */
    boolean drain(Duration atMost) throws InterruptedException {
        state.drain();
        return state.awaitIdle(atMost);
    }

    @Override
    public void close() {
        health.ifPresent(HealthServices::close);
        servers.close();
        contributions.close();
    }
}
