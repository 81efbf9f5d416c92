package io.pokeai.aug.commands.internal.remote;

import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.ListFormat;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pokeai jobs watch}. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=jobs watch", CliCommand.SUMMARY + "=Follow a job to its end"})
@Command(
        description = {
            "Follows a job to its end, also over a restart of the service. Ctrl-C leaves the job running.",
            "Exit status as of the same work on this machine: 1 if pictures were left out or the gate says FAIL, 4 if it says",
            "INCONCLUSIVE, 3 if the job has failed or was cancelled."
        })
public final class JobsWatchCommand implements CliCommand {
    @Mixin
    private final JobServiceOptions service = new JobServiceOptions();

    @Parameters(arity = "1", paramLabel = "JOB", description = "The id of the job, as 'pokeai jobs' lists it.")
    private String id = "";

    @Option(names = "--format", paramLabel = "table|json", description = "Form of the answer (default: table).")
    private ListFormat format = ListFormat.table;

    @Override
    public ExitStatus run(CliSession session) throws InterruptedException {
        return watch(session, service.client(session), id, format);
    }

    static ExitStatus watch(CliSession session, JobClient client, String id, ListFormat format)
            throws InterruptedException {
        RemoteJob job = follow(session, client, id);
        if (format == ListFormat.json) {
            JobReplyText.print(session.out(), job.json());
        } else {
            JobTable.print(session.out(), job);
        }
        return job.exitStatus();
    }

    /** The job at its end. */
    static RemoteJob follow(CliSession session, JobClient client, String id) throws InterruptedException {
        try (JobProgressText text = new JobProgressText(session)) {
            return new JobWatch(session, client, id, text).end();
        } catch (InterruptedException e) {
            JobWatch.detach(session, client, id);
            throw e;
        }
    }
}
