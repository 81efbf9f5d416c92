package io.pokeai.aug.commands.internal.remote;

import io.pokeai.engine.command.CliCommand;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;

/** {@code pokeai jobs cancel}. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=jobs cancel", CliCommand.SUMMARY + "=End a job"})
@Command(description = "Ends a job after the batch that it is at. It stays in the list.")
public final class JobsCancelCommand extends OneJob {
    @Override
    RemoteJob ask(JobClient client, String job) {
        return client.change(job, "cancel");
    }
}
