package io.pokeai.demo.internal;

import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.CommandNeeds;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pokeai demo}: all of the engine in a few seconds, with nothing but itself. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=demo", CliCommand.SUMMARY + "=See it work: draw, learn, plug in, evaluate, swap"
        })
@CommandNeeds(
        command = "demo",
        natives = {CommandNeeds.PICTURES, CommandNeeds.MODELS},
        longRunning = true)
@Command(
        description = {
            "Draws pictures of creatures, fits a model to some of them, plugs the back end into the running",
            "engine, classifies the others, makes a data set of them, evaluates the model on it, swaps the model under",
            "running calls, has a gate compare both on corrupted pictures, and takes the back end away again.",
            "Where DJL is installed, it also moves the model from ONNX Runtime to libtorch and back, and then goes the whole way with",
            "the commands that you would type: preprocess, train, evaluate, distill, quantize, small-models, robustness, swap. That",
            "takes some minutes; --no-train leaves it out.",
            "Needs no models, no pictures and no network; nothing is left behind but its folder, with a report to look at.",
            "With --serve, it ends with a service that runs, and says what to try with it."
        })
public final class DemoCommand implements CliCommand {
    // The launcher's: for what is derived from the installation.
    private static final String RUNTIME_CACHE = "pokeai.cache";

    @Option(names = "--dir", paramLabel = "DIR", description = "Where to write (default: in the cache).")
    private @Nullable String folder;

    @Option(names = "--seed", paramLabel = "N", description = "Other pictures, another model (default: 1).")
    private long seed = 1;

    @Option(names = "--no-train", description = "Leave out the part that trains.")
    private boolean noTrain;

    @Option(names = "--serve", description = "Serve the model over HTTP afterwards, until Ctrl-C, and say what to try.")
    private boolean serve;

    @Option(names = "--port", paramLabel = "N", description = "With --serve: for callers; 0 for any (default: 8080).")
    private int port = 8080;

    @Option(
            names = "--admin-port",
            paramLabel = "N",
            description = "With --serve: for operators; 0 for any (default: 8081).")
    private int adminPort = 8081;

    private final BundleContext context;

    /** @param context of our bundle */
    @Activate
    public DemoCommand(BundleContext context) {
        this.context = context;
    }

    @Override
    public ExitStatus run(CliSession session) throws IOException, InterruptedException {
        DemoFolder work = DemoFolder.renew(folder(session));
        UserCommands commands = new InstalledCommands(context);
        try (PluginsFolder plugins = new PluginsFolder(context);
                Workers workers = new Workers(session.settings().threads())) {
            try {
                Demo.Wish wish = new Demo.Wish(seed, !noTrain, serve);
                ExitStatus status = new Demo(session, work, plugins, commands, workers, wish).run();
                return serve && status == ExitStatus.OK
                        ? new DemoService(session, commands, work).run(port, adminPort)
                        : status;
            } finally {
                plugins.unplug();
            }
        }
    }

    private Path folder(CliSession session) {
        if (folder != null) {
            return session.directory().resolve(folder);
        }
        String cache = System.getProperty(RUNTIME_CACHE);
        return (cache == null ? session.settings().cache() : Path.of(cache)).resolve("demo");
    }
}
