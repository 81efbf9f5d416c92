package io.pokeai.service.internal;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.CommandNeeds;
import io.pokeai.engine.command.remote.LocalSocket;
import io.pokeai.service.internal.metrics.ServiceMetrics;
import io.pokeai.service.internal.web.AccessLog;
import io.pokeai.service.internal.web.Port;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pokeai serve}: answers over HTTP until it is told to stop. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=serve", CliCommand.SUMMARY + "=Answer over HTTP until told to stop"})
@CommandNeeds(
        command = "serve",
        natives = {CommandNeeds.PICTURES, CommandNeeds.MODELS},
        longRunning = true)
@Command(
        description = {
            "Serves the models of the artifacts folder over HTTP: the Open Inference Protocol below /v2,",
            "pictures below /v1, and administration on a port of its own. Prints one line when it is",
            "ready, and runs until SIGTERM or SIGINT; then it answers what has come, and ends.",
            "docs/serve.md shows how to use it."
        })
public final class ServeCommand implements CliCommand {
    /** While models open, and afterwards: how late a signal may be noticed, and what an idle service costs. */
    private static final int OPENING_MILLIS = 20;

    private static final int SERVING_MILLIS = 200;

    @Option(names = "--host", paramLabel = "HOST", description = "Where callers are answered (default: 127.0.0.1).")
    private String host = ServeOptions.LOOPBACK;

    @Option(names = "--port", paramLabel = "N", description = "The port for callers; 0 for any (default: 8080).")
    private int port = 8080;

    @Option(
            names = "--admin-port",
            paramLabel = "N",
            description = "The port for operators, on 127.0.0.1 alone; 0 for any (default: 8081).")
    private int adminPort = 8081;

    @Option(names = "--token-file", paramLabel = "FILE", description = "Tokens of callers, one on each line.")
    private @Nullable String tokenFile;

    @Option(names = "--admin-token-file", paramLabel = "FILE", description = "Tokens of operators, one on each line.")
    private @Nullable String adminTokenFile;

    @Option(
            names = "--without-token",
            description = "Answer other machines without a token, because something else guards the port.")
    private boolean withoutToken;

    @Option(
            names = "--load",
            paramLabel = "all|none|NAME,…",
            description = "The models that are opened before the service is ready (default: all).")
    private String load = "all";

    @Option(
            names = "--access-log",
            paramLabel = "FILE|-",
            description = "Append a line of JSON for each request; - is standard error (default: none).")
    private @Nullable String accessLog;

    @Option(
            names = "--oip-repository",
            description = "Let callers load and unload models by the Open Inference Protocol.")
    private boolean oipRepository;

    @Option(names = "--public-metrics", description = "Answer /metrics on the port for callers, too.")
    private boolean publicMetrics;

    private final BundleContext context;

    /** @param context of our bundle */
    @Activate
    public ServeCommand(BundleContext context) {
        this.context = context;
    }

    @Override
    @SuppressWarnings("try") // the bundles run as long as the service does
    public ExitStatus run(CliSession session) throws InterruptedException {
        ServeOptions options = new ServeOptions(
                host,
                port,
                adminPort,
                file(session, tokenFile),
                file(session, adminTokenFile),
                withoutToken,
                Optional.ofNullable(accessLog));
        // Read before anything is opened: a wrong file ends the command at once.
        options.access(Port.PUBLIC);
        options.access(Port.ADMIN);
        EngineSettings settings = session.settings().withWatch(true);
        Engine engine = session.engine(settings);
        ModelLoading loading = ModelLoading.start(engine, load);
        try (HttpBundles bundles = HttpBundles.start(context);
                AugmentationServices augmentations = new AugmentationServices(context);
                ServiceMetrics metrics = ServiceMetrics.of(engine);
                AccessLog log = options.openLog(session.directory(), session.err());
                RunningService service = RunningService.open(
                        context,
                        options,
                        new ServedEngine(
                                engine,
                                settings,
                                augmentations,
                                new FrameworkBundles(context, session::installed),
                                metrics,
                                new CallerRights(oipRepository, publicMetrics)),
                        log)) {
            serveWithSocket(session, options, service, loading);
            if (!service.drain(settings.drainDeadline())) {
                session.err()
                        .print("pokeai: some requests were not answered within "
                                + settings.drainDeadline().toSeconds() + " s, and are cut off.\n");
            }
        }
        return ExitStatus.OK;
    }

    private static void serveWithSocket(
            CliSession session, ServeOptions options, RunningService service, ModelLoading loading)
            throws InterruptedException {
        Optional<OperatorSocket> socket = socket(session, service);
        try {
            serve(session, options, service, loading);
        } finally {
            socket.ifPresent(OperatorSocket::close);
        }
    }

    /** Without one, operators still have the port. */
    private static Optional<OperatorSocket> socket(CliSession session, RunningService service) {
        try {
            return Optional.of(service.socket(LocalSocket.of(session.settings())));
        } catch (EngineException e) {
            session.report(e);
            return Optional.empty();
        }
    }

    private static void serve(CliSession session, ServeOptions options, RunningService service, ModelLoading loading)
            throws InterruptedException {
        while (!session.cancelled() && !loading.await(OPENING_MILLIS)) {
            // Callers are answered already, and wait for their model.
        }
        if (session.cancelled()) {
            return;
        }
        loading.report(session::report);
        PortCheck.require(Port.PUBLIC, options.host(), service.port(Port.PUBLIC));
        PortCheck.require(Port.ADMIN, ServeOptions.LOOPBACK, service.port(Port.ADMIN));
        service.ready();
        session.out()
                .print("ready http://" + shown(options.host()) + ":" + service.port(Port.PUBLIC) + " admin http://"
                        + ServeOptions.LOOPBACK + ":" + service.port(Port.ADMIN) + "\n");
        session.out().flush();
        while (!session.cancelled()) {
            Thread.sleep(SERVING_MILLIS);
        }
    }

    /** As a URL has it. */
    private static String shown(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private static Optional<Path> file(CliSession session, @Nullable String name) {
        return Optional.ofNullable(name).map(session.directory()::resolve);
    }
}
