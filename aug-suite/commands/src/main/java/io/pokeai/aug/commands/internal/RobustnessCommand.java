package io.pokeai.aug.commands.internal;

import io.pokeai.aug.commands.internal.figures.RobustnessText;
import io.pokeai.aug.commands.internal.figures.WrittenRobustness;
import io.pokeai.aug.commands.internal.remote.RemoteRobustness;
import io.pokeai.aug.commands.internal.remote.RobustnessWish;
import io.pokeai.aug.reports.run.InstalledBuild;
import io.pokeai.aug.reports.run.ModelRobustness;
import io.pokeai.aug.reports.run.SuiteErrors;
import io.pokeai.aug.robustness.EngineAnswers;
import io.pokeai.aug.robustness.KeptAnswers;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.figures.TrainingRecord;
import io.pokeai.aug.robustness.figures.TrainingRecords;
import io.pokeai.aug.robustness.plan.PictureChoice;
import io.pokeai.aug.robustness.plan.PlanChoice;
import io.pokeai.aug.robustness.plan.WrittenPlan;
import io.pokeai.aug.robustness.receipt.ReceiptMachine;
import io.pokeai.aug.robustness.report.ErrorBaseline;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.CommandNeeds;
import io.pokeai.engine.command.kit.ModelChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private @Nullable Long seed;

    @Option(
            names = "--normalise",
            paramLabel = "alexnet|MODEL|none",
            description = "What errors are divided by, for the mCE of a whole suite (default: none).")
    private @Nullable String normalise;

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
            names = "--plan",
            paramLabel = "FILE.json",
            description =
                    "What to do, as a file; options win over it. Each run writes the plan that it followed: plan.json.")
    private @Nullable String planFile;

    @Option(
            names = "--predictions",
            description =
                    "Keep all probabilities, and write them to predictions.jsonl; --dry-run says how large it will be.")
    private boolean predictions;

    @Option(
            names = "--dry-run",
            description = "Say what would be done, and how long it would take; nothing is written.")
    private boolean dryRun;

    @Option(names = "--no-report", description = "Write no page (robustness.html) and no plots.")
    private boolean noReport;

    @Option(
            names = "--remote",
            paramLabel = "URL",
            description =
                    "Let a service do it, as a job: its administration port, such as http://127.0.0.1:8081. --data is"
                            + " then the name of a data set of the service. Ctrl-C leaves the job running.")
    private @Nullable String remote;

    @Option(names = "--token-file", paramLabel = "FILE", description = "A file with the token of that port.")
    private @Nullable String tokenFile;

    private final Map<String, String> environment;

    public RobustnessCommand() {
        this(System.getenv());
    }

    RobustnessCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public ExitStatus run(CliSession session) throws InterruptedException {
        RunOptions options = new RunOptions(session, planFile);
        if (remote != null) {
            RemoteRobustness there = new RemoteRobustness(session, remote, tokenFile);
            return dryRun ? there.estimate(wish(options)) : there.run(wish(options), output);
        }
        PlanChoice choice = options.choice(session);
        PlanChoice.Changes changes = choice.changes(suite, corruptions, severities, pokeaiExact);
        Engine engine = session.engine();
        List<TestedModel> tested = opened(session, engine, options.models(models));
        Optional<Path> data = DatasetFolder.of(session, options.data(this.data), environment);
        PictureChoice.Chosen pictures = NamedPictures.of(session, data, options.split(session, split));
        choice.requireSame(tested, pictures.pictures());
        ErrorBaseline baseline = ErrorBaseline.parse(options.normalise(normalise), tested);
        Path artifacts = session.settings().artifacts();
        Optional<Path> own = options.output(session, output);
        Path folder = own.orElse(artifacts.resolve("reports").resolve("robustness"));
        List<Long> seeds = options.seeds(seed);
        ExitStatus status = ExitStatus.OK;
        for (long each : seeds) {
            RobustnessPlan plan =
                    new RobustnessPlan(tested, changes.corruptions(), changes.sequences(), each, pictures.pictures());
            SuiteErrors.requireDefined(plan, baseline);
            RobustnessText.saySizes(session, plan);
            if (choice.isExact(pokeaiExact)) {
                IntermediateFileText.say(session, plan);
            }
            // A run of several seeds is one run for each, so that each folder holds cells of one seed.
            Path to = seeds.size() == 1 ? folder : folder.resolve("seed-" + each);
            boolean ownFolder = own.isPresent() || seeds.size() > 1;
            WrittenPlan written = new WrittenPlan(
                    plan,
                    data.orElse(session.directory()),
                    pictures.split(),
                    baseline.id(),
                    ownFolder,
                    options.kept(predictions) == KeptAnswers.PROBABILITIES);
            if (seeds.size() > 1) {
                session.out().print("seed " + each + '\n');
            }
            if (ask(session, written, baseline, to, ownFolder ? to : artifacts) != ExitStatus.OK) {
                status = ExitStatus.INPUT;
            }
        }
        return status;
    }

    private RobustnessWish wish(RunOptions options) {
        return new RobustnessWish(
                options.plan(),
                models,
                Optional.ofNullable(suite),
                corruptions,
                Optional.ofNullable(severities),
                Optional.ofNullable(seed),
                Optional.ofNullable(normalise),
                pokeaiExact,
                predictions,
                !noReport,
                Optional.ofNullable(data),
                Optional.ofNullable(split));
    }

    private ExitStatus ask(CliSession session, WrittenPlan written, ErrorBaseline baseline, Path folder, Path artifacts)
            throws InterruptedException {
        RobustnessPlan plan = written.plan();
        Map<String, TrainingRecord> training =
                TrainingRecords.of(session.engine(), session.settings().artifacts(), plan.models());
        try (RobustnessProgress progress = new RobustnessProgress(session)) {
            ModelRobustness run = new ModelRobustness(
                    new EngineAnswers(session.engine()),
                    folder,
                    artifacts,
                    InstalledBuild.here(),
                    ReceiptMachine.here(session.settings().threads()),
                    progress);
            if (dryRun) {
                ModelRobustness.Estimate estimate = run.estimate(written, !noReport);
                RobustnessText.print(session, estimate.work(), estimate.report().time());
                DetectionText.print(session, plan);
                DiskText.print(session, estimate.disk(), estimate.report().bytes());
                return ExitStatus.OK;
            }
            ModelRobustness.Report report = run.ask(written, baseline, training, !noReport);
            report.notes().forEach(note -> session.err().print("pokeai: " + note + '\n'));
            progress.clear();
            List<Path> files = report.files();
            RobustnessText.print(
                    session, WrittenRobustness.read(folder.resolve("robustness.json")), files.get(files.size() - 1));
            return report.result().leftOut().isEmpty() ? ExitStatus.OK : ExitStatus.INPUT;
        }
    }

    private static List<TestedModel> opened(CliSession session, Engine engine, List<String> names) {
        List<String> named = names.isEmpty() ? List.of(ModelChoice.name(session, engine, null)) : names;
        return named.stream()
                .map(name -> ModelChoice.name(session, engine, name))
                .map(name -> TestedModel.open(engine, name, name))
                .toList();
    }
}
