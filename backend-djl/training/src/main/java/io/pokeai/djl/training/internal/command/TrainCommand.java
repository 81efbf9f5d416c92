package io.pokeai.djl.training.internal.command;

import io.pokeai.djl.training.internal.learn.LearnerSettings;
import io.pokeai.djl.training.internal.picture.TrainAugmentation;
import io.pokeai.djl.training.internal.run.Epoch;
import io.pokeai.djl.training.internal.run.Recipe;
import io.pokeai.djl.training.internal.run.Training;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.CommandNeeds;
import io.pokeai.engine.command.kit.Arguments;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
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
            "A training that was interrupted goes on after its last whole epoch, with the same bits; a fold that is finished is"
                    + " left out.",
            "Each option can also be set by the environment variable in brackets; the option wins."
        })
public final class TrainCommand implements CliCommand {
    private static final int FOLDS = 5;

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

    @Option(names = "--epochs", paramLabel = "N", description = "At most so many epochs (default: 30). [EPOCHS]")
    private @Nullable Integer epochs;

    @Option(
            names = "--size",
            paramLabel = "S",
            description = "Width and height of what the network sees, in pixels (default: 224).")
    private int size = 224;

    @Option(names = "--batch", paramLabel = "B", description = "Pictures in each step (default: 32). [BATCH_SIZE]")
    private @Nullable Integer batch;

    @Option(names = "--lr", paramLabel = "X", description = "Learning rate (default: 0.0003). [LR]")
    private @Nullable Double rate;

    @Option(names = "--weight-decay", paramLabel = "X", description = "(default: 0.0001) [WEIGHT_DECAY]")
    private @Nullable Double weightDecay;

    @Option(names = "--no-decay-norm", description = "Weight decay leaves biases and normalisations alone.")
    private boolean noDecayNorm;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Ends after so many epochs in a row that are no better (default: 5). [VAL_PATIENCE]")
    private @Nullable Integer patience;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            description = "Epochs in which the features of a VGG stay as they are (default: 5). [WARMUP_EPOCHS]")
    private @Nullable Integer warmup;

    @Option(names = "--seed", paramLabel = "N", description = "Decides all that is random (default: 42). [SEED]")
    private @Nullable Long seed;

    @Option(
            names = "--weights",
            paramLabel = "FILE.pth",
            description =
                    "Begins with these weights; a last layer for another number of classes is replaced (default: random).")
    private @Nullable String weights;

    @Option(names = "--optimizer", paramLabel = "NAME", description = "adamw or sgd (default: adamw).")
    private String optimizer = "adamw";

    @Option(names = "--momentum", paramLabel = "X", description = "Of sgd (default: 0.9).")
    private double momentum = 0.9;

    @Option(names = "--label-smoothing", paramLabel = "X", description = "(default: 0.05)")
    private double labelSmoothing = 0.05;

    @Option(names = "--clip", paramLabel = "X", description = "The largest norm of the gradients (default: none).")
    private double clip;

    @Option(
            names = "--ema",
            paramLabel = "X",
            description = "Averages the weights with this decay, such as 0.9999 (default: not).")
    private double ema;

    @Option(names = "--no-augment", description = "Pictures are shown as they are, and not changed.")
    private boolean noAugment;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Threads that prepare pictures (default: one for each two cores). [NUM_WORKERS]")
    private @Nullable Integer workers;

    @Option(names = "--restart", description = "Forgets what earlier calls have made.")
    private boolean restart;

    private final Map<String, String> environment;

    public TrainCommand() {
        this(System.getenv());
    }

    TrainCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public ExitStatus run(CliSession session) {
        String architecture = Optional.ofNullable(model)
                .or(session::model)
                .orElseThrow(() -> EngineException.invalidArgument(
                        "No model is named.", "Name an architecture with '--model', such as resnet18."));
        if (architecture.startsWith("yolo")) {
            throw EngineException.invalidArgument(
                    "'" + architecture + "' cannot be trained here yet.",
                    "Train it with Ultralytics; the engine opens its best.pt.");
        }
        Training training = new Training(
                session.settings().artifacts(),
                named(data, "POKEAI_DATASET_DIR")
                        .map(text -> session.directory().resolve(Arguments.path(text))),
                architecture,
                Optional.ofNullable(weights).map(text -> session.directory().resolve(Arguments.path(text))),
                recipe(session.settings().threads()),
                number(workers, "NUM_WORKERS", Math.max(1, session.settings().threads() / 2)),
                session.engine().imaging());
        List<Integer> wanted = fold != null
                ? List.of(fold)
                : IntStream.rangeClosed(1, number(folds, "N_FOLDS", FOLDS))
                        .boxed()
                        .toList();
        try (TrainProgress progress = new TrainProgress(session, epochs())) {
            Map<Integer, Epoch> best = training.run(wanted, restart, progress);
            progress.clear();
            session.out().print(summary(architecture, best));
        }
        return ExitStatus.OK;
    }

    private static String summary(String architecture, Map<Integer, Epoch> best) {
        StringBuilder text = new StringBuilder();
        best.forEach((fold, epoch) -> text.append(String.format(
                Locale.ROOT,
                "best_%s_fold%d.pth: epoch %d, validation loss %.4f, accuracy %.4f%n",
                architecture,
                fold,
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

    private Recipe recipe(int threads) {
        LearnerSettings.Kind kind = switch (optimizer.toLowerCase(Locale.ROOT)) {
            case "adamw" -> LearnerSettings.Kind.ADAMW;
            case "sgd" -> LearnerSettings.Kind.SGD;
            default ->
                throw EngineException.invalidArgument(
                        "'" + optimizer + "' is not an optimizer.", "Use 'adamw' or 'sgd'.");
        };
        LearnerSettings learner = new LearnerSettings(
                kind,
                decimal(weightDecay, "WEIGHT_DECAY", 1e-4),
                !noDecayNorm,
                momentum,
                labelSmoothing,
                clip,
                ema,
                threads,
                seed != null ? seed : whole("SEED", 42));
        return new Recipe(
                epochs(),
                number(batch, "BATCH_SIZE", 32),
                decimal(rate, "LR", 3e-4),
                number(patience, "VAL_PATIENCE", 5),
                number(warmup, "WARMUP_EPOCHS", 5),
                size,
                noAugment ? Optional.empty() : Optional.of(TrainAugmentation.POKEAI),
                learner);
    }

    private int epochs() {
        return number(epochs, "EPOCHS", 30);
    }

    private Optional<String> named(@Nullable String option, String variable) {
        return Optional.ofNullable(option)
                .or(() -> Optional.ofNullable(environment.get(variable)).filter(text -> !text.isBlank()));
    }

    private int number(@Nullable Integer option, String variable, int usual) {
        return option != null ? option : Math.toIntExact(Math.min(Integer.MAX_VALUE, whole(variable, usual)));
    }

    private long whole(String variable, long usual) {
        Optional<String> text = named(null, variable);
        try {
            return text.map(String::strip).map(Long::valueOf).orElse(usual);
        } catch (NumberFormatException e) {
            throw notANumber(variable, text.orElse(""));
        }
    }

    private double decimal(@Nullable Double option, String variable, double usual) {
        if (option != null) {
            return option;
        }
        Optional<String> text = named(null, variable);
        try {
            return text.map(String::strip).map(Double::valueOf).orElse(usual);
        } catch (NumberFormatException e) {
            throw notANumber(variable, text.orElse(""));
        }
    }

    private static EngineException notANumber(String variable, String text) {
        return EngineException.invalidArgument(
                "The environment variable " + variable + " is '" + text + "', which is not a number.",
                "Correct or unset it.");
    }
}
