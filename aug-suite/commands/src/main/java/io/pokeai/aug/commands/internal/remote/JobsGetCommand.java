package io.pokeai.aug.commands.internal.remote;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.Arguments;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pokeai jobs get}. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=jobs get", CliCommand.SUMMARY + "=Bring the files of a job"})
@Command(
        description = {
            "Brings the files of a job that has ended into a folder, all or those that are named. What is there already and is",
            "the same is not brought again; what was interrupted goes on."
        })
public final class JobsGetCommand implements CliCommand {
    @Mixin
    private final JobServiceOptions service = new JobServiceOptions();

    @Parameters(index = "0", arity = "1", paramLabel = "JOB", description = "The id of the job.")
    private String id = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "FILE",
            description = "Only these files, such as robustness.json.")
    private List<String> names = List.of();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "The folder.")
    private String output = "";

    @Override
    public ExitStatus run(CliSession session) {
        JobClient client = service.client(session);
        Path folder = session.directory().resolve(Arguments.path(output));
        List<RemoteFile> files = client.files(id);
        ArtefactDownload download = new ArtefactDownload(client, id, folder);
        for (String name : names) {
            if (files.stream().noneMatch(file -> file.path().equals(name))) {
                throw EngineException.invalidArgument(
                        "The job has no file '" + name + "'.", "Leave the names out to bring all of them.");
            }
        }
        for (RemoteFile file : files) {
            if (names.isEmpty() || names.contains(file.path())) {
                session.out().print(download.one(file) + "\n");
                session.out().flush();
            }
        }
        return ExitStatus.OK;
    }
}
