package io.pokeai.aug.commands.internal.remote;

import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.ListFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists jobs, the newest first. */
abstract class JobListing implements CliCommand {
    @Mixin
    private final JobServiceOptions service = new JobServiceOptions();

    @Option(names = "--state", paramLabel = "STATE,…", description = "Only those, such as running,queued.")
    private @Nullable String state;

    @Option(names = "--kind", paramLabel = "KIND", description = "Only robustness, or only evaluation.")
    private @Nullable String kind;

    @Option(names = "--model", paramLabel = "NAME", description = "Only those that ask this model.")
    private @Nullable String model;

    @Option(names = "--most", paramLabel = "N", description = "How many, 1 to 1000 (default: 50).")
    private int most = 50;

    @Option(names = "--format", paramLabel = "table|json", description = "Form of the list (default: table).")
    private ListFormat format = ListFormat.table;

    @Override
    public final ExitStatus run(CliSession session) {
        byte[] reply = service.client(session).list(filter(), most);
        if (format == ListFormat.json) {
            JobReplyText.print(session.out(), reply);
            return ExitStatus.OK;
        }
        List<RemoteJob> jobs = RemoteJob.list(reply);
        if (jobs.isEmpty()) {
            session.err().print("pokeai: there is no such job.\n");
        } else {
            JobTable.print(session.out(), jobs);
        }
        return ExitStatus.OK;
    }

    private Map<String, String> filter() {
        Map<String, String> filter = new LinkedHashMap<>();
        put(filter, "state", state);
        put(filter, "kind", kind);
        put(filter, "model", model);
        return filter;
    }

    private static void put(Map<String, String> filter, String name, @Nullable String value) {
        if (value != null) {
            filter.put(name, value);
        }
    }
}
