package io.pokeai.aug.commands.internal.remote;

import io.pokeai.engine.command.CliCommand;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;

/** {@code pokeai jobs pause}. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=jobs pause", CliCommand.SUMMARY + "=Let a job stand still"})
@Command(
        description =
                "Lets a job stand still after the batch that it is at; it stays so when the service starts again.")
public final class JobsPauseCommand extends OneJob {
    @Override
    RemoteJob ask(JobClient client, String job) {
        return client.change(job, "pause");
    }
}
