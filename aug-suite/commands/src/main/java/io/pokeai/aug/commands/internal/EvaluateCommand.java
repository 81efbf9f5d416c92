package io.pokeai.aug.commands.internal;

import io.pokeai.aug.commands.internal.figures.LeftOutText;
import io.pokeai.aug.evaluation.run.PictureFolder;
import io.pokeai.aug.reports.evaluate.ModelEvaluation;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.CommandNeeds;
import io.pokeai.engine.command.kit.Arguments;
import io.pokeai.engine.command.kit.ModelChoice;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pokeai evaluate}: how good a model is on a test split, as PokeAI's files and as a page. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=evaluate", CliCommand.SUMMARY + "=Evaluate a model on a test split"})
@CommandNeeds(
        command = "evaluate",
        natives = {CommandNeeds.PICTURES, CommandNeeds.MODELS})
@Command(
        description = {
            "Classifies every picture of a test split and writes PokeAI's summary, report, confusion matrix and predictions.",
            "A run that was interrupted goes on where it was. A picture that cannot be read and a label that the model does not"
                    + " know are named and left out of all figures; the exit status is 1 then.",
            "Each option can also be set by the environment variable in brackets; the option wins."
        })
public final class EvaluateCommand implements CliCommand {
    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Which model (default: the project's, or the only one). [MODEL_NAME]")
    private @Nullable String model;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data set: where pictures are whose paths are not files. [POKEAI_DATASET_DIR]")
    private @Nullable String data;

    @Option(
            names = "--split",
            paramLabel = "FILE.csv",
            description = "The pictures and their labels (default: test_split.csv of the artifacts folder).")
    private @Nullable String split;

    @Option(
            names = "--oof",
            description = "Also ask each fold for the training pictures that it has not seen (folds/fold_<k>/val.csv):"
                    + " out-of-fold predictions, and the labels among them that may be wrong.")
    private boolean outOfFold;

    @Option(
            names = "--no-leaks",
            description =
                    "Do not look for test pictures that were seen in training (train_dev_split.csv), which takes as long"
                            + " as reading all of these pictures.")
    private boolean noLeaks;

    private final Map<String, String> environment;

    public EvaluateCommand() {
        this(System.getenv());
    }

    EvaluateCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public ExitStatus run(CliSession session) throws InterruptedException {
        EngineSettings settings = session.settings();
        Engine engine = session.engine();
        try (RunProgress progress = new RunProgress(session)) {
            ModelEvaluation.Report report = new ModelEvaluation(engine, settings, session::openEngine, progress)
                    .evaluate(
                            // Files are named as the caller names the model: a run of Ultralytics has a name of its
                            // own.
                            ModelChoice.name(session, engine, model),
                            splitFile(session, settings.artifacts()),
                            pictures(session),
                            new ModelEvaluation.Extras(!noLeaks, outOfFold));
            progress.clear();
            EvaluationText.print(session, report);
            LeftOutText.print(session, report.leftOut(), "reports/*_left_out_*.csv have all");
            return report.leftOut().isEmpty() ? ExitStatus.OK : ExitStatus.INPUT;
        }
    }

    private Path splitFile(CliSession session, Path artifacts) {
        return split == null
                ? artifacts.resolve("test_split.csv")
                : session.directory().resolve(Arguments.path(split));
    }

    private PictureFolder pictures(CliSession session) {
        return new PictureFolder(session.directory(), DatasetFolder.of(session, data, environment));
    }
}
