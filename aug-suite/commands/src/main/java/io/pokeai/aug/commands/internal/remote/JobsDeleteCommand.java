package io.pokeai.aug.commands.internal.remote;

import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pokeai jobs delete}. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=jobs delete", CliCommand.SUMMARY + "=Delete a job with its files"})
@Command(description = "Deletes a job that has ended, with its files. Cancel one that has not.")
public final class JobsDeleteCommand implements CliCommand {
    @Mixin
    private final JobServiceOptions service = new JobServiceOptions();

    @Parameters(arity = "1", paramLabel = "JOB", description = "The id of the job, as 'pokeai jobs' lists it.")
    private String id = "";

    @Override
    public ExitStatus run(CliSession session) {
        service.client(session).delete(id);
        return ExitStatus.OK;
    }
}
