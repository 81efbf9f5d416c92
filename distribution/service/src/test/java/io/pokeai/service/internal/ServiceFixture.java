package io.pokeai.service.internal;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.api.catalog.Perturbations;
import io.pokeai.engine.runtime.PokeAi;
import io.pokeai.engine.spi.Augmentation;
import io.pokeai.engine.spi.Perturbation;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.service.internal.jobs.JobDesk;
import io.pokeai.service.internal.metrics.ServiceMetrics;
import io.pokeai.service.internal.openapi.ApiDescription;
import io.pokeai.service.internal.reload.Reloads;
import io.pokeai.service.internal.transport.Connectors;
import io.pokeai.service.internal.transport.ServerTls;
import io.pokeai.service.internal.web.AccessLog;
import io.pokeai.service.internal.web.BearerTokens;
import io.pokeai.service.internal.web.Gatekeeper;
import io.pokeai.service.internal.web.Limits;
import io.pokeai.service.internal.web.OpenPaths;
import io.pokeai.service.internal.web.Pace;
import io.pokeai.service.internal.web.Port;
import io.pokeai.service.internal.web.ServiceState;
import io.pokeai.service.spi.PublicEndpoint;
import io.pokeai.service.spi.Site;
import jakarta.servlet.DispatcherType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The service in this process, on Jetty without a framework: the same servlets, filters and connectors, over the real engine with fake
 * models and pictures. The model {@code m} has the classes 0, 1 and 2, and logit {@code c} of a picture {@code v} is
 * {@code v · (c + 1) + bias}, with a bias of 1.
 */
public final class ServiceFixture implements AutoCloseable {
    /** The bias of the model that is there from the beginning. */
    public static final float BIAS = 1;

    final Path artifacts;
    final ServiceState state = new ServiceState();
    final ByteArrayOutputStream log = new ByteArrayOutputStream();
    final Engine engine;
    final FakePlugins plugins;
    final JobDesk desk;

    /** Those that are installed. */
    final List<Augmentation> augmentations = new CopyOnWriteArrayList<>(List.of(new Doubling()));

    final List<Endpoint> endpoints;
    final ServiceMetrics metrics;
    private final boolean publicMetrics;
    private final Map<Port, ApiDescription> descriptions = new ConcurrentHashMap<>();
    private final Map<Port, Server> servers = new EnumMap<>(Port.class);
    private final Map<Port, Integer> numbers = new EnumMap<>(Port.class);
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /** How a service differs from the usual one. Each method that changes something answers a copy. */
    static final class Setup {
        static final Limits LIMITS = new Limits(1 << 20, 8 << 20, 64 << 10, 32, 16, Pace.USUAL);

        private BearerTokens callers = BearerTokens.NONE;
        private BearerTokens operators = BearerTokens.NONE;
        private Limits limits = LIMITS;
        private Duration headerTime = Duration.ofSeconds(10);
        private Duration idleTime = Duration.ofSeconds(30);
        private Duration quietTime = Duration.ofSeconds(20);
        private Optional<ServerTls> tls = Optional.empty();
        private List<PublicEndpoint> contributed = List.of();
        private List<Site> sites = List.of();
        private CallerRights exposure = CallerRights.NONE;
        private Optional<ServeFiles> files = Optional.empty();

        private Setup() {}

        static Setup usual() {
            return new Setup();
        }

        private Setup changed(Consumer<Setup> change) {
            Setup copy = new Setup();
            copy.callers = callers;
            copy.operators = operators;
            copy.limits = limits;
            copy.headerTime = headerTime;
            copy.idleTime = idleTime;
            copy.quietTime = quietTime;
            copy.tls = tls;
            copy.contributed = contributed;
            copy.sites = sites;
            copy.exposure = exposure;
            copy.files = files;
            change.accept(copy);
            return copy;
        }

        Setup with(Limits other) {
            return changed(copy -> copy.limits = other);
        }

        Setup with(BearerTokens ofCallers, BearerTokens ofOperators) {
            return changed(copy -> {
                copy.callers = ofCallers;
                copy.operators = ofOperators;
            });
        }

        Setup exposing(CallerRights other) {
            return changed(copy -> copy.exposure = other);
        }

        Setup impatient(Duration headers, Duration idle) {
            return changed(copy -> {
                copy.limits = new Limits(
                        limits.bodyBytes(),
                        limits.memoryBytes(),
                        limits.lineBytes(),
                        limits.pictures(),
                        limits.inFlight(),
                        new Pace(headers, 250));
                copy.headerTime = headers;
                copy.idleTime = idle;
            });
        }

        Setup with(ServeFiles read) {
            return changed(copy -> copy.files = Optional.of(read));
        }

        Setup quiet(Duration time) {
            return changed(copy -> copy.quietTime = time);
        }

        Setup over(ServerTls secured) {
            return changed(copy -> copy.tls = Optional.of(secured));
        }

        Setup with(Site other) {
            return changed(copy -> copy.sites = List.of(other));
        }

        Setup with(PublicEndpoint... others) {
            return changed(copy -> copy.contributed = List.of(others));
        }
    }

    static ServiceFixture start(Path folder) throws Exception {
        return start(folder, Setup.usual());
    }

    static ServiceFixture start(Path folder, Setup setup) throws Exception {
        return new ServiceFixture(folder, setup);
    }

    private ServiceFixture(Path folder, Setup setup) throws Exception {
        desk = new JobDesk(Optional.of(folder.resolve("data")));
        artifacts = Files.createDirectories(folder.resolve("artifacts"));
        Files.writeString(artifacts.resolve("classes.txt"), "zero\none\ntwo\n");
        FakeClassifierFactory.write(artifacts.resolve("m.onnx"), BIAS);
        System.setProperty("pokeai.natives", folder.resolve("natives").toString());
        EngineSettings settings = EngineSettings.of(artifacts).withThreads(2).withDevices(List.of("cpu"));
        engine = PokeAi.open(settings);
        engine.models().preload("m");
        plugins = new FakePlugins(folder.resolve("plugins"));
        metrics = ServiceMetrics.of(engine);
        publicMetrics = setup.exposure.metrics();
        endpoints = new ServedEngine(
                        engine,
                        settings,
                        () -> new Augmentations(augmentations),
                        () -> new Perturbations(List.of(new Drifting())),
                        plugins,
                        desk,
                        metrics,
                        setup.exposure)
                .endpoints(
                        state,
                        setup.limits,
                        new ServedEngine.Additions(
                                setup.contributed,
                                setup.sites,
                                0,
                                setup.files.map(ServeFiles::reloads).orElse(new Reloads(List.of()))));
        state.ready();
        for (Port port : Port.values()) {
            BearerTokens own = port == Port.PUBLIC ? setup.callers : setup.operators;
            BearerTokens other = port == Port.PUBLIC ? setup.operators : setup.callers;
            Connectors connector = Connectors.of("127.0.0.1", 0, 100)
                    .within(setup.headerTime, setup.idleTime, setup.quietTime)
                    .over(port == Port.PUBLIC ? setup.tls : Optional.empty());
            AccessLog access = AccessLog.to(log);
            access.listen(metrics.requests());
            Gatekeeper.Access fixed = new Gatekeeper.Access(own, other, true);
            start(
                    port,
                    new Gatekeeper(
                            port,
                            () -> setup.files
                                    .map(files -> files.tokens().access(port, true))
                                    .orElse(fixed),
                            OpenPaths.of(setup.sites),
                            state,
                            access),
                    connector);
        }
    }

    private void start(Port port, Gatekeeper gatekeeper, Connectors connectors) throws Exception {
        Server server = new Server(new QueuedThreadPool(32));
        ServletContextHandler context = new ServletContextHandler("/");
        context.addFilter(new FilterHolder(gatekeeper), "/*", EnumSet.of(DispatcherType.REQUEST));
        for (Endpoint endpoint : endpoints) {
            if (endpoint.port() == port) {
                ServletHolder holder = new ServletHolder(endpoint.servlet());
                endpoint.patterns().forEach(pattern -> context.addServlet(holder, pattern));
            }
        }
        server.setHandler(context);
        ServerConnector connector = connectors.open(server);
        server.addConnector(connector);
        server.start();
        servers.put(port, server);
        numbers.put(port, connector.getLocalPort());
    }

    Server server(Port port) {
        return servers.get(port);
    }

    int port(Port port) {
        return numbers.get(port);
    }

    /** A request of the public port, to be completed. */
    HttpRequest.Builder to(String path) {
        return to(Port.PUBLIC, path);
    }

    HttpRequest.Builder to(Port port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(port) + path))
                .timeout(Duration.ofSeconds(30));
    }

    /** Sends a request; whatever comes back has to be as the description of the port says. */
    HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest sent = request.build();
        HttpResponse<byte[]> response = client.send(sent, HttpResponse.BodyHandlers.ofByteArray());
        Port port = sent.uri().getPort() == port(Port.PUBLIC) ? Port.PUBLIC : Port.ADMIN;
        descriptions
                .computeIfAbsent(port, described -> ApiDescription.of(described, publicMetrics))
                .check(sent.method(), sent.uri().getPath(), response);
        return response;
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return send(to(path));
    }

    HttpResponse<byte[]> post(String path, String type, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = to(path).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return send(type.isEmpty() ? request : request.header("Content-Type", type));
    }

    HttpResponse<byte[]> post(String path, String type, String body) throws IOException, InterruptedException {
        return post(path, type, body.getBytes(StandardCharsets.UTF_8));
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        for (Server server : servers.values()) {
            try {
                server.stop();
            } catch (Exception e) { // Jetty's life cycle may throw any exception
                throw new IllegalStateException(e);
            }
        }
        desk.close();
        metrics.close();
        engine.close();
    }

    /** Every sample twice as large, as {@code doubling:1}. */
    private static final class Doubling implements Augmentation {
        @Override
        public AugmentationInfo info() {
            return new AugmentationInfo("doubling", 7, "test", List.of("x2"), true, "this test");
        }

        @Override
        public Pixels apply(Image in, int severity, RandomSource random) {
            byte[] rgb = new byte[in.width() * in.height() * Image.CHANNELS];
            Arrays.fill(rgb, (byte) (2 * in.sample(0, 0, 0)));
            return new Image(in.width(), in.height(), rgb);
        }
    }

    /** A sequence in which nothing moves. */
    private static final class Drifting implements Perturbation {
        @Override
        public AugmentationInfo info() {
            return new AugmentationInfo("drift", 8, "test", List.of("none"), true, "this test");
        }

        @Override
        public int frames() {
            return 24;
        }

        @Override
        public boolean comparesWithFirst() {
            return true;
        }

        @Override
        public Image frame(Image in, int level, int frame, RandomSource random) {
            return in;
        }
    }
}
