package io.pokeai.aug.commands.internal.remote;

import io.pokeai.engine.command.CliCommand;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;

/** {@code pokeai jobs resume}. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=jobs resume", CliCommand.SUMMARY + "=Let a paused job go on"})
@Command(description = "Lets a paused job go on with what it has not asked yet.")
public final class JobsResumeCommand extends OneJob {
    @Override
    RemoteJob ask(JobClient client, String job) {
        return client.change(job, "resume");
    }
}
