package io.pokeai.service.internal;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.CommandNeeds;
import io.pokeai.service.internal.jobs.JobDesk;
import io.pokeai.service.internal.metrics.ServiceMetrics;
import io.pokeai.service.internal.web.AccessLog;
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
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "PEM file of the certificate of the public port, and those that vouch for it.")
    private @Nullable String tlsCert;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM file of its private key.")
    private @Nullable String tlsKey;

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

    @Option(
            names = "--data-root",
            paramLabel = "DIR",
            description = "The folder whose sub-folders are the data sets that jobs may name (default: none).")
    private @Nullable String dataRoot;

    @Option(
            names = "--jobs",
            paramLabel = "DIR",
            description = "Where jobs and uploads are kept (default: jobs in the artifacts folder).")
    private @Nullable String jobs;

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
        ServeFiles files = ServeFiles.read(options, file(session, tlsCert), file(session, tlsKey));
        EngineSettings settings = session.settings().withWatch(true);
        Engine engine = session.engine(settings);
        ModelLoading loading = ModelLoading.start(engine, load);
        try (HttpBundles bundles = HttpBundles.start(context);
                AugmentationServices augmentations = new AugmentationServices(context);
                ServiceMetrics metrics = ServiceMetrics.of(engine);
                AccessLog log = options.openLog(session.directory(), session.err());
                JobDesk desk = new JobDesk(file(session, dataRoot));
                RunningService service = RunningService.open(
                        context,
                        options,
                        files,
                        new ServedEngine(
                                engine,
                                settings,
                                augmentations,
                                session::perturbations,
                                new FrameworkBundles(context, session::installed),
                                desk,
                                metrics,
                                new CallerRights(oipRepository, publicMetrics)),
                        log)) {
            Path jobFolder = file(session, jobs).orElse(settings.artifacts().resolve("jobs"));
            JobOpening opening = new JobOpening(session, settings, engine, augmentations, jobFolder);
            new ServingLoop(session, options, files, service, loading, opening, desk).run();
            if (!service.drain(settings.drainDeadline())) {
                session.err()
                        .print("pokeai: some requests were not answered within "
                                + settings.drainDeadline().toSeconds() + " s, and are cut off.\n");
            }
        }
        return ExitStatus.OK;
    }

    private static Optional<Path> file(CliSession session, @Nullable String name) {
        return Optional.ofNullable(name).map(session.directory()::resolve);
    }
}
