package io.pokeai.djl.training.internal.command;

import io.pokeai.djl.training.internal.run.Epoch;
import io.pokeai.djl.training.internal.run.Training;
import io.pokeai.djl.training.internal.run.YoloRecipe;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.CommandNeeds;
import io.pokeai.engine.command.CurvePlotter;
import io.pokeai.engine.command.kit.Arguments;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pokeai train}: k-fold training, with PokeAI's recipe unless something else is said. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=train", CliCommand.SUMMARY + "=Train a model on the folds of a data set"})
@CommandNeeds(command = "train", natives = CommandNeeds.PICTURES, longRunning = true)
@Command(
        description = {
            "Trains a network on each fold of the artifacts folder (folds/fold_<k>), with PokeAI's recipe, and writes"
                    + " best_<model>_fold<k>.pth, which PyTorch and this engine open.",
            "Trains a YOLOv8-cls with Ultralytics' recipe, and writes yolo_cls_runs/<run>_fold<k>/weights/best.pt, which"
                    + " Ultralytics opens as well.",
            "A training that was interrupted goes on after its last whole epoch, with the same bits; a fold that is finished is"
                    + " left out.",
            "Each option can also be set by the environment variable in brackets; the option wins."
        })
public final class TrainCommand implements CliCommand {
    private static final int FOLDS = 5;
    private static final int USUAL_SIZE = 224;

    @Option(names = "--model", paramLabel = "NAME", description = "The architecture, such as resnet18. [MODEL_NAME]")
    private @Nullable String model;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data set: where pictures are whose paths are not files. [POKEAI_DATASET_DIR]")
    private @Nullable String data;

    @Option(names = "--folds", paramLabel = "K", description = "How many folds (default: 5). [N_FOLDS]")
    private @Nullable Integer folds;

    @Option(names = "--fold", paramLabel = "k", description = "Only this fold.")
    private @Nullable Integer fold;

    @Option(
            names = "--weights",
            paramLabel = "FILE.pth",
            description =
                    "Begins with these weights, of a YOLO a .pt; a last layer for another number of classes is replaced"
                            + " (default: random). [YOLO_WEIGHTS, of a YOLO]")
    private @Nullable String weights;

    @Mixin
    private final RecipeOptions options;

    @Mixin
    private final YoloOptions yoloOptions = new YoloOptions();

    @Option(
            names = "--mixed-precision",
            description = "For trainings on a GPU; this version computes in float32 and says so.")
    private boolean mixedPrecision;

    @Option(names = "--restart", description = "Forgets what earlier calls have made.")
    private boolean restart;

    private final TrainingEnvironment environment;
    private final Optional<CurvePlotter> plotter;

    /** @param plotter draws curves, if it is installed */
    @Activate
    public TrainCommand(@Reference(cardinality = ReferenceCardinality.OPTIONAL) @Nullable CurvePlotter plotter) {
        this(Optional.ofNullable(plotter), System.getenv());
    }

    TrainCommand(Optional<CurvePlotter> plotter, Map<String, String> environment) {
        this.plotter = plotter;
        this.environment = new TrainingEnvironment(environment);
        this.options = new RecipeOptions(this.environment);
    }

    @Override
    public ExitStatus run(CliSession session) {
        String architecture = Optional.ofNullable(model)
                .or(session::model)
                .orElseThrow(() -> EngineException.invalidArgument(
                        "No model is named.", "Name an architecture with '--model', such as resnet18."));
        String device = TrainingDevice.of(session.settings().devices(), mixedPrecision, TrainingDevice::gpus);
        int threads = session.settings().threads();
        boolean isYolo = YoloRecipe.isFor(architecture);
        Optional<String> first = isYolo ? environment.named(weights, "YOLO_WEIGHTS") : Optional.ofNullable(weights);
        Training training = new Training(
                session.settings().artifacts(),
                environment
                        .named(data, "POKEAI_DATASET_DIR")
                        .map(text -> session.directory().resolve(Arguments.path(text))),
                architecture,
                first.map(text -> session.directory().resolve(Arguments.path(text))),
                isYolo
                        ? options.yoloRecipe(threads, device, USUAL_SIZE, yoloOptions)
                        : options.recipe(threads, device, USUAL_SIZE, session.augmentations()),
                options.workers(threads),
                session.engine().imaging());
        List<Integer> wanted = fold != null
                ? List.of(fold)
                : IntStream.rangeClosed(1, environment.number(folds, "N_FOLDS", FOLDS))
                        .boxed()
                        .toList();
        try (TrainProgress progress = new TrainProgress(session, architecture, options.epochs(), plotter)) {
            Map<Integer, Epoch> best = training.run(wanted, restart, progress);
            progress.clear();
            session.out().print(summary(training, best));
        }
        return ExitStatus.OK;
    }

    private static String summary(Training training, Map<Integer, Epoch> best) {
        StringBuilder text = new StringBuilder();
        best.forEach((fold, epoch) -> text.append(String.format(
                Locale.ROOT,
                "%s: epoch %d, validation loss %.4f, accuracy %.4f%n",
                training.artifacts().relativize(training.weights(fold)),
                epoch.number(),
                epoch.valLoss(),
                epoch.valAccuracy())));
        if (best.size() > 1) {
            text.append(String.format(
                    Locale.ROOT,
                    "mean of %d folds: accuracy %.4f%n",
                    best.size(),
                    best.values().stream()
                            .mapToDouble(Epoch::valAccuracy)
                            .average()
                            .orElse(Double.NaN)));
        }
        return text.toString();
    }
}
