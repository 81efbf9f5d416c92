package io.pokeai.aug.commands.internal.remote;

import io.pokeai.aug.commands.internal.RobustnessText;
import io.pokeai.aug.commands.internal.WrittenRobustness;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.Arguments;
import io.pokeai.engine.command.kit.SafeText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code pokeai robustness --remote URL}: the work is a job of a service, and its files come here. */
public final class RemoteRobustness {
    private final CliSession session;
    private final JobClient client;

    /**
     * @param url the administration port of the service
     * @param tokenFile with its token
     */
    public RemoteRobustness(CliSession session, String url, @Nullable String tokenFile) {
        this.session = session;
        this.client = JobServiceOptions.at(session, url, tokenFile);
    }

    /**
     * Says what would be done.
     *
     * @return always {@code OK}
     */
    public ExitStatus estimate(RobustnessWish wish) {
        JobReplyText.print(session.out(), client.estimate(wish.order()));
        return ExitStatus.OK;
    }

    /**
     * Orders the job, follows it, and brings its files.
     *
     * @param output the folder for them
     * @throws EngineException {@code INVALID_ARGUMENT} without a folder; whatever the job has failed with
     * @throws InterruptedException when the command was told to stop; the job goes on
     */
    public ExitStatus run(RobustnessWish wish, @Nullable String output) throws InterruptedException {
        if (output == null) {
            throw EngineException.invalidArgument(
                    "'--remote' says nothing of where its files are to lie.", "Name a folder: -o DIR.");
        }
        Path folder = session.directory().resolve(Arguments.path(output));
        RemoteJob ordered = client.submit(wish.order(), Optional.empty());
        session.err().print("pokeai: job " + SafeText.line(ordered.id()) + ".\n");
        session.err().flush();
        RemoteJob job = JobsWatchCommand.follow(session, client, ordered.id());
        ExitStatus status = job.exitStatus();
        List<Path> files = new ArtefactDownload(client, job.id(), folder).all();
        Path page = folder.resolve("robustness.html");
        Path figures = folder.resolve("robustness.json");
        RobustnessText.print(session, WrittenRobustness.read(figures), files.contains(page) ? page : figures);
        return status;
    }
}
