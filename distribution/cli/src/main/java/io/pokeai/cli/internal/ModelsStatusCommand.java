package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.ListFormat;
import io.pokeai.engine.json.JsonWriter;
import io.pokeai.engine.json.SwapJson;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pokeai models status}: where names stand between changes, and what the journal says. */
@Command(
        description = {
            "Says what answers, which canary or shadow runs and with what results, what a roll-back would bring,",
            "how single calls are batched, and who changed what, newest first. The journal also has the changes of",
            "earlier processes."
        })
final class ModelsStatusCommand implements CliCommand {
    private static final int MAX_JOURNAL = 10_000;

    @Parameters(arity = "0..1", paramLabel = "MODEL", description = "Which model (default: all).")
    private @Nullable String model;

    @Option(names = "--journal", paramLabel = "N", description = "How many changes to show (default: 5).")
    private int changes = 5;

    @Option(names = "--format", paramLabel = "table|json", description = "Form of the answer (default: table).")
    private ListFormat format = ListFormat.table;

    @Mixin
    private final ServiceOptions service = new ServiceOptions();

    @Override
    public ExitStatus run(CliSession session) throws IOException, InterruptedException {
        if (changes < 0 || changes > MAX_JOURNAL) {
            throw EngineException.invalidArgument(
                    "'--journal " + changes + "' is out of range.", "Use 0 to " + MAX_JOURNAL + ".");
        }
        ReachedModels reached = service.reach(Session.of(session));
        ModelControl control = reached.control();
        List<String> names = model == null
                ? reached.list().stream().map(listed -> listed.model().name()).toList()
                : List.of(model);
        List<SwapStatus> states = names.stream().map(control::status).toList();
        List<SwapReport> journal = control.journal(Optional.ofNullable(model).orElse(""), changes);
        if (format == ListFormat.json) {
            json(session, states, journal);
        } else {
            states.forEach(state -> SwapText.print(session.out(), state));
            if (!journal.isEmpty()) {
                session.out().print('\n');
                SwapText.print(session.out(), journal);
            }
        }
        return ExitStatus.OK;
    }

    private static void json(CliSession session, List<SwapStatus> states, List<SwapReport> journal) throws IOException {
        try (JsonWriter json = JsonWriter.indented(session.out())) {
            json.beginObject();
            json.beginArray("models");
            for (SwapStatus state : states) {
                SwapJson.write(json, state);
            }
            json.endArray();
            json.beginArray("journal");
            for (SwapReport report : journal) {
                SwapJson.write(json, report);
            }
            json.endArray();
            json.endObject();
            json.line();
        }
    }
}
