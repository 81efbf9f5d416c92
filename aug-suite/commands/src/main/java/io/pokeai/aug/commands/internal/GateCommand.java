package io.pokeai.aug.commands.internal;

import io.pokeai.aug.evaluation.statistics.Draws;
import io.pokeai.aug.reports.WrittenFiles;
import io.pokeai.aug.reports.robustness.BrokenPictures;
import io.pokeai.aug.reports.run.GateOutput;
import io.pokeai.aug.robustness.cells.RobustnessCells;
import io.pokeai.aug.robustness.gate.DetectionLimit;
import io.pokeai.aug.robustness.gate.GateOutcome;
import io.pokeai.aug.robustness.gate.GateReport;
import io.pokeai.aug.robustness.gate.GateTerms;
import io.pokeai.aug.robustness.gate.Margin;
import io.pokeai.aug.robustness.gate.ModelGate;
import io.pokeai.aug.robustness.gate.SequentialGate;
import io.pokeai.aug.robustness.gate.SequentialReport;
import io.pokeai.aug.robustness.gate.StoredPair;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.Arguments;
import io.pokeai.engine.command.kit.SafeText;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pokeai gate}: whether a model may replace another one, from what robustness runs have stored. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=gate", CliCommand.SUMMARY + "=Decide whether a model may replace another one"})
@Command(
        description = {
            "Compares two models picture by picture, on the cells that robustness runs have finished, and says PASS (exit"
                    + " status 0), FAIL (1) or INCONCLUSIVE (4). It asks no model; run 'pokeai robustness' first.",
            "PASS: over all cells the candidate is not worse by the margin, and no single cell is shown to be worse. What drops can be"
                    + " seen is printed before the verdict. See docs/gate.md."
        })
public final class GateCommand implements CliCommand {
    @Option(names = "--baseline", required = true, paramLabel = "MODEL", description = "The model that answers today.")
    private String baseline = "";

    @Option(
            names = "--candidate",
            required = true,
            paramLabel = "MODEL",
            description = "The model that is to replace it.")
    private String candidate = "";

    @Option(
            names = "--margin",
            paramLabel = "POINTS",
            description = "The drop of accuracy that is too much, such as 0.5pt (default: 1pt).")
    private String margin = "1pt";

    @Option(
            names = "--alpha",
            paramLabel = "SHARE",
            description = "The probability of a wrong FAIL, and of a wrong PASS (default: 0.05).")
    private double alpha = GateTerms.DEFAULT.alpha();

    @Option(
            names = "--sequential",
            description =
                    "Look at one picture after the other, in the order of the seed, and stop at the first certain verdict.")
    private boolean sequential;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the random signs and of the order of the pictures (default: 42).")
    private long seed = GateTerms.DEFAULT.draws().seed();

    @Option(
            names = "--run",
            paramLabel = "DIR",
            description = "The folder of the robustness run (default: reports/robustness of the artifacts folder).")
    private @Nullable String run;

    @Option(
            names = "--baseline-run",
            paramLabel = "DIR",
            description = "The folder of the run that has the baseline, where it is another one.")
    private @Nullable String baselineRun;

    @Option(names = "--report", paramLabel = "DIR", description = "Write gate.json and gate.html there.")
    private @Nullable String report;

    @Option(names = "--explain", description = "Say how the verdict is made, and print every cell.")
    private boolean explain;

    @Override
    public ExitStatus run(CliSession session) {
        GateTerms terms = new GateTerms(
                Margin.parse(margin),
                alpha,
                new Draws(seed, GateTerms.DEFAULT.draws().count()));
        Path folder = folder(
                session, run, session.settings().artifacts().resolve("reports").resolve("robustness"));
        Path baselineFolder = folder(session, baselineRun, folder);
        BrokenPictures.Run first = new BrokenPictures.Run(baselineFolder, read(baselineFolder), baseline);
        BrokenPictures.Run second = new BrokenPictures.Run(folder, read(folder), candidate);
        StoredPair pair = StoredPair.of(first.cells(), baseline, second.cells(), candidate);
        Optional<GateOutput> output = Optional.ofNullable(report)
                .map(named -> new GateOutput(
                        session.directory().resolve(Arguments.path(named)),
                        // The engine is opened for the pictures of a cell that is worse, and only then.
                        new BrokenPictures(
                                first,
                                second,
                                session.augmentations(),
                                (file, input) -> session.engine().imaging().crop(file, input))));
        GateText text = new GateText(session.out(), explain);
        DetectionLimit limit = DetectionLimit.of(pair.paired(), terms);
        text.before(pair, limit, terms, sequential);
        if (sequential) {
            SequentialReport decided = SequentialGate.replay(pair.paired(), terms);
            text.after(decided);
            output.ifPresent(files -> say(session, files.write(pair, decided, limit)));
            return status(decided.outcome());
        }
        GateReport decided = ModelGate.decide(pair.paired(), terms);
        text.after(decided);
        output.ifPresent(files -> say(session, files.write(pair, decided)));
        return status(decided.outcome());
    }

    private static void say(CliSession session, WrittenFiles written) {
        written.notes().forEach(note -> session.err().print("pokeai: " + SafeText.line(note) + '\n'));
        session.err().flush();
        written.files().forEach(file -> session.out().print("written: " + SafeText.line(file.toString()) + '\n'));
    }

    static ExitStatus status(GateOutcome outcome) {
        return switch (outcome) {
            case PASS -> ExitStatus.OK;
            case FAIL -> ExitStatus.INPUT;
            case INCONCLUSIVE -> ExitStatus.INCONCLUSIVE;
        };
    }

    private static Path folder(CliSession session, @Nullable String given, Path otherwise) {
        return given == null ? otherwise : session.directory().resolve(Arguments.path(given));
    }

    /** Status 1 is a verdict here, so a folder without a run is a wrong call. */
    private static RobustnessCells read(Path folder) {
        try {
            return RobustnessCells.read(folder);
        } catch (EngineException e) {
            if (e.code().exitStatus() == ExitStatus.INPUT) {
                throw EngineException.invalidArgument(
                        e.problem(), "Run 'pokeai robustness' first, or name its folder with --run.");
            }
            throw e;
        }
    }
}
