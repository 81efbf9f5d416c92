package io.pokeai.cli.internal;

import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.ListFormat;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pokeai backends}: what opens models, and what became of each plugin. */
@Command(
        description = {
            "Lists the back ends, and every jar in the plugins folders with what became of it:",
            "a jar that was not taken, or does nothing, with the reason and what to do."
        })
final class BackEndsCommand implements CliCommand {
    @Option(names = "--format", paramLabel = "table|json", description = "Form of the list (default: table).")
    private ListFormat format = ListFormat.table;

    @Mixin
    private final ServiceOptions service = new ServiceOptions();

    @Override
    public ExitStatus run(CliSession session) throws IOException {
        BackEndList list = new BackEndList(service.reach(Session.of(session)).installed());
        if (format == ListFormat.json) {
            list.json(session.out());
            return ExitStatus.OK;
        }
        if (list.installed().backEnds().isEmpty()) {
            session.err().print("pokeai: no back end is installed. Put a back end's jar into the plugins folder.\n");
        }
        list.printBackEnds(session.out());
        if (!list.installed().backEnds().isEmpty()
                && !list.installed().plugins().isEmpty()) {
            session.out().print('\n');
        }
        list.printPlugins(session.out());
        list.printProblems(session.out());
        return ExitStatus.OK;
    }
}
