package io.pokeai.aug.commands.internal.remote;

import io.pokeai.engine.command.CliCommand;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;

/** {@code pokeai jobs unpin}. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=jobs unpin", CliCommand.SUMMARY + "=Let the files of a job expire"})
@Command(description = "Lets the files of a job be deleted when their time has come.")
public final class JobsUnpinCommand extends OneJob {
    @Override
    RemoteJob ask(JobClient client, String job) {
        return client.change(job, "unpin");
    }
}
