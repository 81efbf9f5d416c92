package io.pokeai.aug.commands.internal.remote;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.Arguments;
import io.pokeai.engine.command.kit.ListFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pokeai jobs submit}. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=jobs submit", CliCommand.SUMMARY + "=Order a job"})
@Command(
        description = {
            "Orders a job of a file, such as {\"models\": [\"resnet18\"], \"data\": \"photos\", \"suites\": [\"pokeai\"]}.",
            "docs/jobs.md lists the fields. 'pokeai robustness --remote' makes the order of its options."
        })
public final class JobsSubmitCommand implements CliCommand {
    private static final int MAX_BYTES = 1 << 20;
    private static final String STANDARD_INPUT = "-";

    @Mixin
    private final JobServiceOptions service = new JobServiceOptions();

    @Parameters(arity = "1", paramLabel = "FILE.json", description = "The order; - is the standard input.")
    private String file = "";

    @Option(
            names = "--key",
            paramLabel = "TEXT",
            description = "The same order again under the same key is the same job, and not a second one.")
    private @Nullable String key;

    @Option(names = "--dry-run", description = "Say what would be done, as JSON, and order nothing.")
    private boolean dryRun;

    @Option(names = "--watch", description = "Follow the job to its end; Ctrl-C leaves it running.")
    private boolean watch;

    @Option(names = "--format", paramLabel = "table|json", description = "Form of the answer (default: table).")
    private ListFormat format = ListFormat.table;

    @Override
    public ExitStatus run(CliSession session) throws IOException, InterruptedException {
        JobClient client = service.client(session);
        byte[] order = order(session);
        if (dryRun) {
            JobReplyText.print(session.out(), client.estimate(order));
            return ExitStatus.OK;
        }
        RemoteJob job = client.submit(order, Optional.ofNullable(key));
        if (watch) {
            return JobsWatchCommand.watch(session, client, job.id(), format);
        }
        if (format == ListFormat.json) {
            JobReplyText.print(session.out(), job.json());
        } else {
            JobTable.print(session.out(), job);
        }
        return ExitStatus.OK;
    }

    private byte[] order(CliSession session) throws IOException {
        byte[] order;
        if (file.equals(STANDARD_INPUT)) {
            InputStream in = session.in()
                    .orElseThrow(() -> EngineException.invalidArgument(
                            "There is no standard input in the shell.", "Name a file."));
            order = in.readNBytes(MAX_BYTES + 1);
        } else {
            try (InputStream in = Files.newInputStream(session.directory().resolve(Arguments.path(file)))) {
                order = in.readNBytes(MAX_BYTES + 1);
            } catch (IOException e) {
                throw new EngineException(
                        ErrorCode.INVALID_ARGUMENT, "'" + file + "' cannot be read.", "Check the path.", e);
            }
        }
        if (order.length > MAX_BYTES) {
            throw EngineException.invalidArgument(
                    "The order is larger than " + MAX_BYTES + " bytes.", "Name another file.");
        }
        return order;
    }
}
