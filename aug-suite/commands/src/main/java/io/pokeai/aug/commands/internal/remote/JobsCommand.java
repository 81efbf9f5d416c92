package io.pokeai.aug.commands.internal.remote;

import io.pokeai.engine.command.CliCommand;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;

/** {@code pokeai jobs}. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=jobs", CliCommand.SUMMARY + "=List jobs of a service"})
@Command(
        description = {
            "Lists the jobs of a service that runs ('pokeai serve'), the newest first.",
            "'pokeai jobs submit' orders one, 'watch' follows it, 'get' brings its files; also: show, pause, resume, cancel,",
            "delete, pin and unpin. docs/jobs.md says what jobs are."
        })
public final class JobsCommand extends JobListing {}
