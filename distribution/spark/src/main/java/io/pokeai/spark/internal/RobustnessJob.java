package io.pokeai.spark.internal;

import io.pokeai.aug.reports.run.ModelRobustness;
import io.pokeai.aug.robustness.EngineAnswers;
import io.pokeai.aug.robustness.KeptAnswers;
import io.pokeai.aug.robustness.RobustnessListener;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.figures.TrainingRecords;
import io.pokeai.aug.robustness.plan.PictureChoice;
import io.pokeai.aug.robustness.plan.PlanChoice;
import io.pokeai.aug.robustness.plan.PlanFile;
import io.pokeai.aug.robustness.plan.WrittenPlan;
import io.pokeai.aug.robustness.receipt.ReceiptBuild;
import io.pokeai.aug.robustness.receipt.ReceiptMachine;
import io.pokeai.aug.robustness.report.ErrorBaseline;
import io.pokeai.aug.robustness.report.SuiteError;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.api.catalog.Perturbations;
import io.pokeai.engine.runtime.PokeAi;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code robustness}: how models answer when pictures are corrupted, answered by executors. */
@Command(
        name = "robustness",
        mixinStandardHelpOptions = true,
        description = {
            "Asks models about every picture as it is and under each corruption at each severity, in executors, and writes what"
                    + " 'pokeai robustness' writes, to the byte.",
            "A run that was interrupted goes on: cells that are finished are not asked about again."
        })
public final class RobustnessJob implements Callable<Integer> {
    @Mixin
    private final HostOptions host = new HostOptions();

    @Option(names = "--model", paramLabel = "NAME", description = "Which model; may be given several times.")
    private List<String> models = List.of();

    @Option(names = "--plan", paramLabel = "FILE.json", description = "What to do, as a file; options win over it.")
    private @Nullable Path plan;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data set: where the pictures of the split are, or one folder for each class.")
    private @Nullable Path data;

    @Option(names = "--split", paramLabel = "FILE.csv", description = "The pictures and their labels.")
    private @Nullable Path split;

    @Option(names = "--suite", paramLabel = "NAME", description = "imagenet-c, c-bar, pokeai, edge or all.")
    private @Nullable String suite;

    @Option(
            names = "--with",
            paramLabel = "NAME[:SEVERITY],…",
            split = ",",
            description = "Single corruptions, such as fog:3,snow.")
    private List<String> corruptions = List.of();

    @Option(names = "--severities", paramLabel = "1-5", description = "Which severities (default: all).")
    private @Nullable String severities;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the random numbers (default: 0).")
    private @Nullable Long seed;

    @Option(
            names = "--normalise",
            paramLabel = "alexnet|MODEL|none",
            description = "What errors are divided by (default: none).")
    private @Nullable String normalise;

    @Option(names = "--predictions", description = "Keep all probabilities, and write predictions.jsonl.")
    private boolean predictions;

    @Option(names = "--no-report", description = "Write no page and no plots.")
    private boolean noReport;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Where all files are written (default: reports/robustness of the artifacts folder).")
    private @Nullable Path output;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PlanFile said = plan == null ? PlanFile.EMPTY : PlanFile.read(plan);
        PlanChoice choice = new PlanChoice(
                said,
                Augmentations.onClassPath(RobustnessJob.class.getClassLoader()),
                Perturbations.onClassPath(RobustnessJob.class.getClassLoader()));
        PlanChoice.Changes changes = choice.changes(suite, corruptions, severities, false);
        List<Long> planned = said.seeds().isEmpty() ? List.of(0L) : said.seeds();
        List<Long> seeds =
                seed != null ? List.of(seed) : planned.stream().distinct().toList();
        // Options win over the plan, here as everywhere.
        output = output == null ? said.output().orElse(null) : output;
        predictions |= said.predictions();
        try (JavaSparkContext spark = new JavaSparkContext(JobConfiguration.of("robustness"));
                Engine engine = PokeAi.open(host.settings().engine())) {
            List<TestedModel> tested = names(engine, said).stream()
                    .map(name -> TestedModel.open(engine, name, ModelSpec.nameOf(name)))
                    .toList();
            Path start = Path.of("").toAbsolutePath();
            Optional<Path> folder = Optional.ofNullable(data).or(said::data).map(start::resolve);
            PictureChoice.Chosen chosen = new PictureChoice(start, host.artifacts(), folder, this::say)
                    .choose(Optional.ofNullable(split).or(said::split), () -> false);
            choice.requireSame(tested, chosen.pictures());
            ErrorBaseline baseline = ErrorBaseline.parse(
                    Optional.ofNullable(normalise).or(said::normalise).orElse("none"), tested);
            boolean clean = true;
            for (long each : seeds) {
                RobustnessPlan whole =
                        new RobustnessPlan(tested, changes.corruptions(), changes.sequences(), each, chosen.pictures());
                clean &= run(
                        new OneSeed(spark, engine, whole, baseline, seeds.size() > 1),
                        folder.orElse(start),
                        chosen.split());
            }
            return clean ? 0 : ExitStatus.INPUT.value();
        }
    }

    private record OneSeed(
            JavaSparkContext spark,
            Engine engine,
            RobustnessPlan plan,
            ErrorBaseline baseline,
            boolean isOneOfSeveral) {}

    /** @return whether no picture was left out */
    private boolean run(OneSeed job, Path folder, Optional<Path> table) throws InterruptedException {
        Path standard = host.artifacts().resolve("reports").resolve("robustness");
        Optional<Path> own = Optional.ofNullable(output).map(Path::toAbsolutePath);
        Path to = own.orElse(standard);
        to = job.isOneOfSeveral() ? to.resolve("seed-" + job.plan().seed()) : to;
        boolean ownFolder = own.isPresent() || job.isOneOfSeveral();
        WrittenPlan written =
                new WrittenPlan(job.plan(), folder, table, job.baseline().id(), ownFolder, predictions);
        EngineAnswers asked = new EngineAnswers(job.engine());
        KeptAnswers kept = predictions ? KeptAnswers.PROBABILITIES : KeptAnswers.CLASSES;
        long since = System.nanoTime();
        ProgressText progress = new ProgressText(this::say);
        long answers = new ScatteredPlan(job.spark(), host.settings(), host.pictures())
                .ask(to, job.plan(), kept, asked, progress);
        say(answers + " answers of executors in "
                + String.format(java.util.Locale.ROOT, "%.1f s.", (System.nanoTime() - since) / 1e9));
        ModelRobustness.Report report = new ModelRobustness(
                        asked,
                        to,
                        ownFolder ? to : host.artifacts(),
                        ReceiptBuild.UNKNOWN,
                        ReceiptMachine.here(host.settings().engine().threads()),
                        RobustnessListener.SILENT)
                .ask(
                        written,
                        job.baseline(),
                        TrainingRecords.of(
                                job.engine(), host.artifacts(), job.plan().models()),
                        !noReport);
        print(report);
        return report.result().leftOut().isEmpty();
    }

    private void print(ModelRobustness.Report report) {
        PrintWriter out = spec.commandLine().getOut();
        report.notes().forEach(this::say);
        for (FinishedCell cell : report.result().cells()) {
            out.println(cell.model() + '\t' + cell.augmentation() + '\t' + cell.severity() + '\t' + cell.correct()
                    + " of " + cell.pictures());
        }
        report.errors().forEach(error -> out.println(text(error)));
        report.result().leftOut().forEach(row -> say("left out: " + row.path() + ": " + row.reason()));
        out.println("look at: " + report.files().get(report.files().size() - 1));
        out.flush();
    }

    private static String text(SuiteError error) {
        return error.model()
                + '\t'
                + error.suite().id()
                + '\t'
                + error.measure()
                + '\t'
                + String.format(java.util.Locale.ROOT, "%.4f", error.value());
    }

    private List<String> names(Engine engine, PlanFile said) {
        List<String> named = models.isEmpty()
                ? said.models().stream().map(PlanFile.Model::name).toList()
                : models;
        if (!named.isEmpty()) {
            return named;
        }
        List<String> there =
                engine.models().list().stream().map(status -> status.name()).toList();
        if (there.size() != 1) {
            throw EngineException.invalidArgument(
                    "No model is named, and " + host.artifacts() + " has " + there.size() + ".",
                    there.isEmpty() ? "Name a folder with a model." : "Name one with --model: " + there + ".");
        }
        return there;
    }

    private void say(String sentence) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("pokeai: " + sentence);
        err.flush();
    }
}
