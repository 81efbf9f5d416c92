package io.pokeai.aug.reports.evaluate;

import io.pokeai.aug.evaluation.labels.LabelIssues;
import io.pokeai.aug.evaluation.run.EngineModel;
import io.pokeai.aug.evaluation.run.EvaluationListener;
import io.pokeai.aug.evaluation.run.EvaluationRun;
import io.pokeai.aug.evaluation.run.LeftOutRow;
import io.pokeai.aug.evaluation.run.OutOfFold;
import io.pokeai.aug.evaluation.run.PictureFolder;
import io.pokeai.aug.evaluation.run.RunPredictions;
import io.pokeai.aug.evaluation.run.TestFiles;
import io.pokeai.aug.evaluation.summary.Evaluation;
import io.pokeai.aug.evaluation.summary.EvaluationOptions;
import io.pokeai.aug.reports.WrittenFiles;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.dataset.PictureTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks a model for every row of a test split, measures how good the answers are, and writes PokeAI's files, the figures, the plots
 * and the page into the artifacts folder. A run that was interrupted goes on where it was.
 *
 * <pre>{@code
 * ModelEvaluation.Report report = new ModelEvaluation(engine, settings, factory, EvaluationListener.SILENT)
 *         .evaluate("resnet18", artifacts.resolve("test_split.csv"), new PictureFolder(here, Optional.of(data)), Extras.LEAKS);
 * System.out.println(report.evaluation().accuracy().value());
 * }</pre>
 *
 * <p><b>Threads</b> confined to one; one evaluation of a model at a time works on an artifacts folder.
 */
public final class ModelEvaluation {
    private final Engine engine;
    private final EngineSettings settings;
    private final EngineFactory engines;
    private final EvaluationListener listener;
    private final Path output;

    /**
     * @param engine asked for the model
     * @param settings of this engine; its artifacts folder gets the files
     * @param engines opens an engine for each fold alone, when out-of-fold predictions are wanted
     */
    public ModelEvaluation(Engine engine, EngineSettings settings, EngineFactory engines, EvaluationListener listener) {
        this(engine, settings, engines, listener, settings.artifacts());
    }

    /** @param output gets the files, in the layout of an artifacts folder */
    public ModelEvaluation(
            Engine engine, EngineSettings settings, EngineFactory engines, EvaluationListener listener, Path output) {
        this.engine = engine;
        this.settings = settings;
        this.engines = engines;
        this.listener = listener;
        this.output = output;
    }

    /**
     * Optional parts of an evaluation.
     *
     * @param leaks whether test pictures that were seen in training are looked for, which reads the pictures of
     *     {@code train_dev_split.csv} too; not done without that file
     * @param outOfFold whether each fold is asked for the rows that it was not trained on, and wrong labels are looked for
     */
    public record Extras(boolean leaks, boolean outOfFold) {
        /** Looks for leaks only. */
        public static final Extras LEAKS = new Extras(true, false);
    }

    /**
     * The result of an evaluation.
     *
     * @param evaluation all figures
     * @param leftOut rows that count in no figure, of the test split and of the folds
     * @param asked pictures that were classified in this run; the others were classified in an earlier one
     * @param files what was written, the page last
     * @param notes what a person should know
     */
    public record Report(
            Evaluation evaluation, List<LeftOutRow> leftOut, int asked, List<Path> files, List<String> notes) {
        public Report {
            leftOut = List.copyOf(leftOut);
            files = List.copyOf(files);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Evaluates a model.
     *
     * @param model what the engine is asked for, and what the files are named after
     * @param split the file of the test split
     * @throws EngineException as {@link EvaluationRun}; {@code UNAVAILABLE} when a file cannot be written
     * @throws InterruptedException when the listener stopped it; the next run goes on where this one was
     */
    public Report evaluate(String model, Path split, PictureFolder pictures, Extras extras)
            throws InterruptedException {
        return evaluate(model, model, split, pictures, extras);
    }

    /**
     * As {@link #evaluate(String, Path, PictureFolder, Extras)}, of a model that has another name in the engine.
     *
     * @param name what the engine is asked for
     * @param title what the files are named after
     */
    public Report evaluate(String name, String title, Path split, PictureFolder pictures, Extras extras)
            throws InterruptedException {
        PictureTable table = PictureTable.read(split);
        EngineModel asked = EngineModel.open(engine, name, title);
        Optional<FoldsAlone> alone =
                extras.outOfFold() ? Optional.of(new FoldsAlone(engines, settings, asked)) : Optional.empty();
        try (EvaluationRun run = EvaluationRun.begin(output, title, listener)) {
            RunPredictions answers = run.ask("test", asked, table, pictures);
            Optional<OutOfFold> folds =
                    alone.isPresent() ? Optional.of(alone.get().ask(run, pictures)) : Optional.empty();
            Optional<LabelIssues> issues = folds.map(LabelIssues::find);
            Evaluation evaluation =
                    Evaluation.of(answers, EvaluationOptions.DEFAULT).withRun(Facts.of(asked, answers, split));
            evaluation = issues.map(evaluation::withLabelIssues).orElse(evaluation);
            Path trained = settings.artifacts().resolve("train_dev_split.csv");
            if (extras.leaks() && Files.isRegularFile(trained)) {
                evaluation = evaluation.withTwins(new SeenPictures(engine.imaging(), settings.threads(), listener)
                        .of(answers, PictureTable.read(trained), pictures)::get);
            }
            EvaluationReports reports =
                    new EvaluationReports(output, engine.imaging(), asked.spec().input());
            TestFiles files = new TestFiles(output);
            List<Path> written =
                    new ArrayList<>(files.write(answers, asked.identity().folds(), answers.leftOut()));
            folds.map(files::write).ifPresent(written::addAll);
            WrittenFiles figures = reports.write(answers, folds, evaluation);
            written.addAll(figures.files());
            run.finish();
            List<LeftOutRow> leftOut = new ArrayList<>(answers.leftOut());
            folds.map(OutOfFold::leftOut).ifPresent(leftOut::addAll);
            return new Report(evaluation, leftOut, answers.asking().pictures(), written, figures.notes());
        }
    }
}
