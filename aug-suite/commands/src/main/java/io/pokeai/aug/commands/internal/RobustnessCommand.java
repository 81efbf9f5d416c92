package io.pokeai.aug.commands.internal;

import io.pokeai.aug.reports.RobustnessReportFiles;
import io.pokeai.aug.robustness.EngineAnswers;
import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.RobustnessRun;
import io.pokeai.aug.robustness.RunEstimate;
import io.pokeai.aug.robustness.Suite;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedSequences;
import io.pokeai.aug.robustness.cells.RobustnessCells;
import io.pokeai.aug.robustness.figures.RobustnessFigures;
import io.pokeai.aug.robustness.figures.TrainingRecord;
import io.pokeai.aug.robustness.figures.TrainingRecords;
import io.pokeai.aug.robustness.receipt.ReceiptFiles;
import io.pokeai.aug.robustness.receipt.ReceiptMachine;
import io.pokeai.aug.robustness.report.ErrorBaseline;
import io.pokeai.aug.robustness.report.RobustnessFiles;
import io.pokeai.aug.robustness.report.SuiteError;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.CommandNeeds;
import io.pokeai.engine.command.kit.Arguments;
import io.pokeai.engine.command.kit.ModelChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pokeai robustness}: how models answer when pictures are corrupted. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=robustness", CliCommand.SUMMARY + "=Test models on corrupted pictures"})
@CommandNeeds(
        command = "robustness",
        natives = {CommandNeeds.PICTURES, CommandNeeds.MODELS},
        longRunning = true)
@Command(
        description = {
            "Asks models about every picture as it is and under each corruption at each severity, and writes how many answers"
                    + " are right.",
            "A run that was interrupted goes on where it was, and what an earlier run in the same folder has finished is not asked"
                    + " for again. A picture that cannot be read and a label that a model does not know are named and left out of"
                    + " all figures; the exit status is 1 then.",
            "Each option can also be set by the environment variable in brackets; the option wins."
        })
public final class RobustnessCommand implements CliCommand {
    private static final Duration PROBE = Duration.ofSeconds(5);

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "Which model; may be given several times (default: the project's, or the only one). [MODEL_NAME]")
    private List<String> models = List.of();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data set: where the pictures of the split are, or one folder for each class."
                    + " [POKEAI_DATASET_DIR]")
    private @Nullable String data;

    @Option(
            names = "--split",
            paramLabel = "FILE.csv",
            description =
                    "The pictures and their labels (default: test_split.csv of the artifacts folder if it belongs to the"
                            + " data set, else the class folders of the data set).")
    private @Nullable String split;

    @Option(
            names = "--suite",
            paramLabel = "NAME",
            description =
                    "imagenet-c, c-bar, pokeai, edge, all of these, or imagenet-p: sequences, for flip rates (default: pokeai,"
                            + " unless --with names corruptions or sequences).")
    private @Nullable String suite;

    @Option(
            names = "--with",
            paramLabel = "NAME[:SEVERITY],…",
            split = ",",
            description =
                    "Single corruptions, such as fog:3,snow, and sequences, such as tilt_sequence; without a severity at all that"
                            + " --severities says.")
    private List<String> corruptions = List.of();

    @Option(
            names = "--severities",
            paramLabel = "1-5",
            description =
                    "Which severities, such as 1-5 or 1,3 (default: all). Corruptions that have only one are run at it.")
    private @Nullable String severities;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the random numbers (default: 0).")
    private long seed;

    @Option(
            names = "--normalise",
            paramLabel = "alexnet|MODEL|none",
            description = "What errors are divided by, for the mCE of a whole suite (default: none).")
    private String normalise = "none";

    @Option(
            names = "--pokeai-exact",
            description =
                    "Show YOLO models PokeAI's five augmentations as its script does: by way of a saved file, mostly a JPEG.")
    private boolean pokeaiExact;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description =
                    "Where all files are written (default: reports/robustness of the artifacts folder, and PokeAI's files where"
                            + " its scripts write them).")
    private @Nullable String output;

    @Option(
            names = "--dry-run",
            description = "Say what would be done, and how long it would take; nothing is written.")
    private boolean dryRun;

    @Option(names = "--no-report", description = "Write no page (robustness.html) and no plots.")
    private boolean noReport;

    private final Map<String, String> environment;

    public RobustnessCommand() {
        this(System.getenv());
    }

    RobustnessCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public ExitStatus run(CliSession session) throws InterruptedException {
        SequenceChoice sequences =
                SequenceChoice.of(session.perturbations(), suite, corruptions, CorruptionChoice.severities(severities));
        List<PlannedCorruption> planned = sequences.isAll()
                ? List.of()
                : new CorruptionChoice(session.augmentations())
                        .of(sequences.suite(), sequences.names(), severities).stream()
                                .map(corruption -> pokeaiExact ? corruption.asPokeAi() : corruption)
                                .toList();
        Engine engine = session.engine();
        RobustnessPlan plan =
                new RobustnessPlan(opened(session, engine), planned, sequences.sequences(), seed, pictures(session));
        Path artifacts = session.settings().artifacts();
        Path folder = output == null
                ? artifacts.resolve("reports").resolve("robustness")
                : session.directory().resolve(Arguments.path(output));
        ErrorBaseline baseline = ErrorBaseline.parse(normalise, plan.models());
        requireDefined(plan, baseline);
        Map<String, TrainingRecord> training = TrainingRecords.of(engine, artifacts, plan.models());
        RobustnessText.saySizes(session, plan);
        if (pokeaiExact) {
            IntermediateFileText.say(session, plan);
        }
        EngineAnswers asked = new EngineAnswers(engine);
        try (RobustnessProgress progress = new RobustnessProgress(session)) {
            if (dryRun) {
                RunEstimate estimate = RunEstimate.of(
                        plan, RobustnessCells.ifAny(folder), FinishedSequences.ifAny(folder), asked, PROBE, progress);
                RobustnessText.print(session, estimate);
                DetectionText.print(session, plan);
                return ExitStatus.OK;
            }
            try (RobustnessRun run = RobustnessRun.begin(folder, asked, progress)) {
                RobustnessResult result = run.ask(plan);
                List<SuiteError> errors = errors(result, baseline);
                RobustnessFigures figures = RobustnessFigures.of(result, training);
                Path plots = output == null ? artifacts : folder;
                List<Path> files = new RobustnessFiles(folder, plots).write(result, errors, figures);
                if (!noReport) {
                    progress.report();
                    files = new RobustnessOutput(session, asked, new RobustnessReportFiles(folder, plots))
                            .write(result, errors, figures);
                }
                new ReceiptFiles(folder)
                        .write(
                                result,
                                InstalledBuild.here(),
                                ReceiptMachine.here(session.settings().threads()));
                progress.clear();
                SequenceText.print(session, result);
                RobustnessText.print(session, result, errors, figures, files);
                LeftOutText.print(session, result.leftOut(), "robustness.json has all");
                return result.leftOut().isEmpty() ? ExitStatus.OK : ExitStatus.INPUT;
            }
        }
    }

    private List<TestedModel> opened(CliSession session, Engine engine) {
        if (models.isEmpty()) {
            return List.of(opened(engine, ModelChoice.name(session, engine, null)));
        }
        return models.stream()
                .map(name -> opened(engine, ModelChoice.name(session, engine, name)))
                .toList();
    }

    private static TestedModel opened(Engine engine, String name) {
        return TestedModel.open(engine, name, name);
    }

    private LabelledPictures pictures(CliSession session) throws InterruptedException {
        return new TestPictures(session, DatasetFolder.of(session, data, environment)).read(split);
    }

    /** Said before hours of work, not after. */
    private static void requireDefined(RobustnessPlan plan, ErrorBaseline baseline) {
        if (Arrays.stream(Suite.values()).noneMatch(suite -> SuiteError.isDefined(plan, suite, baseline))
                && !baseline.equals(ErrorBaseline.NONE)) {
            throw EngineException.invalidArgument(
                    "'--normalise " + baseline.id() + "' needs all corruptions of a suite at all severities"
                            + (baseline.equals(ErrorBaseline.ALEXNET)
                                    ? ", and AlexNet's errors are known for imagenet-c alone."
                                    : "."),
                    "Run a whole suite, or leave out '--normalise'.");
        }
    }

    private static List<SuiteError> errors(RobustnessResult result, ErrorBaseline baseline) {
        List<SuiteError> errors = new ArrayList<>();
        for (TestedModel model : result.plan().models()) {
            for (Suite suite : Suite.values()) {
                SuiteError.of(result, model, suite, ErrorBaseline.NONE).ifPresent(errors::add);
                if (!baseline.equals(ErrorBaseline.NONE)) {
                    SuiteError.of(result, model, suite, baseline).ifPresent(errors::add);
                }
            }
        }
        return errors;
    }
}
