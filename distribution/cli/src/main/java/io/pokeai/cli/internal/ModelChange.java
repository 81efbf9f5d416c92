package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.ListFormat;
import io.pokeai.engine.json.JsonWriter;
import io.pokeai.engine.json.SwapJson;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that changes what stands behind a name. */
abstract class ModelChange implements CliCommand {
    @Parameters(arity = "1", paramLabel = "MODEL", description = "Which model.")
    private String model = "";

    @Option(names = "--format", paramLabel = "table|json", description = "Form of the report (default: table).")
    private ListFormat format = ListFormat.table;

    @Mixin
    private final ServiceOptions service = new ServiceOptions();

    private Path directory = Path.of("");

    /**
     * Makes the change.
     *
     * @param terms to which the options of the command are added
     */
    abstract SwapReport change(ModelControl control, String name, SwapTerms terms);

    /** Whether the change waits for a gate, which may take long. */
    boolean waitsForGate() {
        return false;
    }

    /** Where the command was called. */
    final Path directory() {
        return directory;
    }

    /**
     * Says what is going to happen, to {@code out} unless the report is for a program.
     *
     * @return the report, if there is nothing left to do
     */
    Optional<SwapReport> announce(ModelControl control, String name, Optional<PrintStream> out) {
        return Optional.empty();
    }

    @Override
    public final ExitStatus run(CliSession session) throws IOException {
        ReachedModels reached = service.reach(Session.of(session));
        requireRunningEngine(reached);
        directory = session.directory();
        SwapTerms terms = SwapTerms.of(System.getProperty("user.name", "somebody"));
        ModelControl control = reached.control();
        boolean forPeople = format == ListFormat.table;
        SwapReport report = announce(control, model, forPeople ? Optional.of(session.out()) : Optional.empty())
                .orElseGet(() -> shown(session, control, terms));
        if (format == ListFormat.json) {
            try (JsonWriter json = JsonWriter.indented(session.out())) {
                SwapJson.write(json, report);
                json.line();
            }
            return report.error().map(error -> error.code().exitStatus()).orElse(ExitStatus.OK);
        }
        if (report.error().filter(error -> error.code() == ErrorCode.CANCELLED).isPresent()) {
            session.report(report.error().get()); // the command line itself says nothing when it was told to stop
        }
        SwapText.print(session.out(), report.orThrow());
        return ExitStatus.OK;
    }

    /** On a terminal, with a line that says which step is under way. */
    private SwapReport shown(CliSession session, ModelControl control, SwapTerms terms) {
        try (StepLine line = new StepLine(model, session.err(), session.errIsTerminal())) {
            SwapTerms told = session.errIsTerminal() ? terms.telling(line) : terms;
            return cancellable(Session.of(session), control, told);
        }
    }

    /** An interrupt ends the wait for a gate; any other change is short, and goes on. */
    private SwapReport cancellable(Session session, ModelControl control, SwapTerms terms) {
        if (!waitsForGate()) {
            return change(control, model, terms);
        }
        Thread caller = Thread.currentThread();
        try {
            return session.cancellation().wakingDuring(caller::interrupt, () -> change(control, model, terms));
        } finally {
            if (session.cancelled()) {
                Thread.interrupted(); // it has done its work; the report is still to be printed
            }
        }
    }

    /** A change lasts as long as the engine, and that of a single command ends with it. */
    private static void requireRunningEngine(ReachedModels reached) {
        if (!reached.lasting()) {
            throw EngineException.invalidArgument(
                    "This command changes a running engine, and its own engine would end with the command.",
                    "Start 'pokeai serve' with the same artifacts, name a service with --url, or type it in 'pokeai shell'."
                            + " For a change that lasts, put the files into the artifacts folder.");
        }
    }
}
