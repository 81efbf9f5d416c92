package io.pokeai.aug.commands.internal.remote;

import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.ListFormat;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command about one job, which shows the job as it is afterwards. */
abstract class OneJob implements CliCommand {
    @Mixin
    private final JobServiceOptions service = new JobServiceOptions();

    @Parameters(arity = "1", paramLabel = "JOB", description = "The id of the job, as 'pokeai jobs' lists it.")
    private String id = "";

    @Option(names = "--format", paramLabel = "table|json", description = "Form of the answer (default: table).")
    private ListFormat format = ListFormat.table;

    /** Does it. */
    abstract RemoteJob ask(JobClient client, String job);

    @Override
    public final ExitStatus run(CliSession session) {
        RemoteJob job = ask(service.client(session), id);
        if (format == ListFormat.json) {
            JobReplyText.print(session.out(), job.json());
        } else {
            JobTable.print(session.out(), job);
        }
        return ExitStatus.OK;
    }
}
