package io.pokeai.aug.commands.internal.remote;

import io.pokeai.engine.command.CliCommand;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;

/** {@code pokeai jobs pin}. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=jobs pin", CliCommand.SUMMARY + "=Keep the files of a job"})
@Command(description = "Keeps the files of a job until 'pokeai jobs unpin'.")
public final class JobsPinCommand extends OneJob {
    @Override
    RemoteJob ask(JobClient client, String job) {
        return client.change(job, "pin");
    }
}
