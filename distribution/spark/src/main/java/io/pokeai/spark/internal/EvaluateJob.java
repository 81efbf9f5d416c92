package io.pokeai.spark.internal;

import io.pokeai.aug.evaluation.run.EngineModel;
import io.pokeai.aug.evaluation.run.EvaluationListener;
import io.pokeai.aug.evaluation.run.EvaluationRun;
import io.pokeai.aug.evaluation.run.PictureFolder;
import io.pokeai.aug.reports.evaluate.ModelEvaluation;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.dataset.PictureTable;
import io.pokeai.engine.runtime.PokeAi;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}: a test split, answered by executors. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Asks a model about every row of a test split, in executors, and writes what 'pokeai evaluate' writes.",
            "A run that was interrupted goes on: rows that are answered are not asked about again."
        })
public final class EvaluateJob implements Callable<Integer> {
    @Mixin
    private final HostOptions host = new HostOptions();

    @Option(names = "--model", paramLabel = "NAME", required = true, description = "Which model.")
    private String model = "";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data set: where pictures are whose paths are not files.")
    private @Nullable Path data;

    @Option(
            names = "--split",
            paramLabel = "FILE.csv",
            description = "The pictures and their labels (default: test_split.csv of the artifacts folder).")
    private @Nullable Path split;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Where all files are written (default: the artifacts folder).")
    private @Nullable Path output;

    @Option(names = "--no-leaks", description = "Do not look for test pictures that were seen in training.")
    private boolean noLeaks;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Path start = Path.of("").toAbsolutePath();
        Path table = split == null ? host.artifacts().resolve("test_split.csv") : start.resolve(split);
        Path to = output == null ? host.artifacts() : start.resolve(output);
        PictureFolder pictures =
                new PictureFolder(start, Optional.ofNullable(data).map(start::resolve));
        EngineSettings settings = host.settings().engine();
        try (JavaSparkContext spark = new JavaSparkContext(JobConfiguration.of("evaluate"));
                Engine engine = PokeAi.open(settings)) {
            String title = ModelSpec.nameOf(model);
            EngineModel here = EngineModel.open(engine, model, title);
            try (EvaluationRun run = EvaluationRun.begin(to, title, EvaluationListener.SILENT)) {
                run.ask(
                        "test",
                        new ScatteredModel(spark, host.settings(), here, model, host.pictures()),
                        PictureTable.read(table),
                        pictures);
            }
            // Finds every answer in the journal, and makes figures and files as always.
            ModelEvaluation.Report report = new ModelEvaluation(
                            engine, settings, PokeAi::open, EvaluationListener.SILENT, to)
                    .evaluate(model, title, table, pictures, new ModelEvaluation.Extras(!noLeaks, false));
            print(report);
            return report.leftOut().isEmpty() ? 0 : ExitStatus.INPUT.value();
        }
    }

    private void print(ModelEvaluation.Report report) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        report.notes().forEach(note -> err.println("pokeai: " + note));
        report.leftOut().forEach(row -> err.println("pokeai: left out: " + row.path() + ": " + row.reason()));
        out.printf("accuracy\t%.4f%n", report.evaluation().accuracy().value());
        out.println("look at: " + report.files().get(report.files().size() - 1));
        out.flush();
        err.flush();
    }
}
