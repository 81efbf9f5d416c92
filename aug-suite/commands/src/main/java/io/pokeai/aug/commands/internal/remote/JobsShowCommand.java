package io.pokeai.aug.commands.internal.remote;

import io.pokeai.engine.command.CliCommand;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;

/** {@code pokeai jobs show}. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=jobs show", CliCommand.SUMMARY + "=Show one job"})
@Command(description = "Shows one job: its state, how far it is, and what it has found.")
public final class JobsShowCommand extends OneJob {
    @Override
    RemoteJob ask(JobClient client, String job) {
        return client.show(job);
    }
}
