package io.pokeai.djl.training.internal.command;

import io.pokeai.djl.training.internal.learn.LearnerSettings;
import io.pokeai.djl.training.internal.picture.Mixup;
import io.pokeai.djl.training.internal.picture.TrainAugmentation;
import io.pokeai.djl.training.internal.picture.TrainCorruptions;
import io.pokeai.djl.training.internal.picture.UltralyticsChange;
import io.pokeai.djl.training.internal.run.Recipe;
import io.pokeai.djl.training.internal.run.YoloRecipe;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.catalog.Augmentations;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a recipe, which all commands that train have. */
final class RecipeOptions {
    @Option(names = "--epochs", paramLabel = "N", description = "At most so many epochs (default: 30). [EPOCHS]")
    private @Nullable Integer epochs;

    @Option(
            names = "--size",
            paramLabel = "S",
            description = "Width and height of what the network sees, in pixels (default: 224; of a student, what its"
                    + " teacher sees).")
    private @Nullable Integer size;

    @Option(names = "--batch", paramLabel = "B", description = "Pictures in each step (default: 32). [BATCH_SIZE]")
    private @Nullable Integer batch;

    @Option(
            names = "--lr",
            paramLabel = "X",
            description = "Learning rate (default: 0.0003; of a YOLO with --optimizer, 0.01). [LR]")
    private @Nullable Double rate;

    @Option(names = "--weight-decay", paramLabel = "X", description = "(default: 0.0001; YOLO: 0.0005) [WEIGHT_DECAY]")
    private @Nullable Double weightDecay;

    @Option(names = "--no-decay-norm", description = "Weight decay leaves biases and normalisations alone.")
    private boolean noDecayNorm;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description =
                    "Ends after so many epochs in a row that are no better (default: 5; YOLO: 100). [VAL_PATIENCE]")
    private @Nullable Integer patience;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            description =
                    "Epochs in which the features of a VGG stay as they are (default: 5), or in which the rates of a YOLO"
                            + " rise (default: 3). [WARMUP_EPOCHS]")
    private @Nullable Integer warmup;

    @Option(names = "--seed", paramLabel = "N", description = "Decides all that is random (default: 42). [SEED]")
    private @Nullable Long seed;

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            description =
                    "adamw or sgd (default: adamw); of a YOLO also auto, which is its default and chooses the rate as well.")
    private @Nullable String optimizer;

    @Option(names = "--momentum", paramLabel = "X", description = "Of sgd (default: 0.9; YOLO: 0.937).")
    private @Nullable Double momentum;

    @Option(names = "--label-smoothing", paramLabel = "X", description = "(default: 0.05; YOLO: 0)")
    private @Nullable Double labelSmoothing;

    @Option(
            names = "--clip",
            paramLabel = "X",
            description = "The largest norm of the gradients (default: none; YOLO: 10).")
    private @Nullable Double clip;

    @Option(
            names = "--ema",
            paramLabel = "X",
            description = "Averages the weights with this decay, such as 0.9999 (default: not; YOLO: 0.9999).")
    private @Nullable Double ema;

    @Option(names = "--no-augment", description = "Pictures are shown as they are, and not changed.")
    private boolean noAugment;

    @Option(
            names = "--corrupt",
            paramLabel = "NAME[:S],…",
            description = {
                "Corruptions of the engine that training pictures get, each at a random severity from 1 to S (default of S: its"
                        + " largest); or 'all' ('pokeai corruptions' lists them).",
                "A robustness run marks corruptions that a model was trained with."
            })
    private @Nullable String corrupt;

    @Option(
            names = "--corrupt-share",
            paramLabel = "X",
            description = "How many of the pictures get one, above 0 to 1 (default: 0.5).")
    private double corruptShare = 0.5;

    @Option(
            names = "--mixup",
            paramLabel = "ALPHA",
            description = "Mixes pictures of a batch by shares from Beta(ALPHA, ALPHA), such as 0.2 (default: not).")
    private @Nullable Double mixup;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Threads that prepare pictures (default: one for each two cores). [NUM_WORKERS]")
    private @Nullable Integer workers;

    private final TrainingEnvironment environment;

    RecipeOptions(TrainingEnvironment environment) {
        this.environment = environment;
    }

    /**
     * The recipe.
     *
     * @param threads of libtorch
     * @param device as {@link LearnerSettings#device}
     * @param usualSize unless an option says another one
     * @param installed augmentations, which corruptions are found among
     */
    Recipe recipe(int threads, String device, int usualSize, Augmentations installed) {
        int side = size != null ? size : usualSize;
        LearnerSettings.Kind kind = switch (optimizer("adamw")) {
            case "adamw" -> LearnerSettings.Kind.ADAMW;
            case "sgd" -> LearnerSettings.Kind.SGD;
            default -> throw unknownOptimizer("'adamw' or 'sgd'");
        };
        LearnerSettings learner = new LearnerSettings(
                        kind,
                        environment.decimal(weightDecay, "WEIGHT_DECAY", 1e-4),
                        !noDecayNorm,
                        or(momentum, 0.9),
                        or(labelSmoothing, 0.05),
                        or(clip, 0),
                        or(ema, 0),
                        threads,
                        environment.whole(seed, "SEED", 42))
                .on(device);
        return new Recipe(
                epochs(),
                environment.number(batch, "BATCH_SIZE", 32),
                environment.decimal(rate, "LR", 3e-4),
                environment.number(patience, "VAL_PATIENCE", 5),
                environment.number(warmup, "WARMUP_EPOCHS", 5),
                side,
                noAugment ? Optional.empty() : Optional.of(TrainAugmentation.POKEAI),
                Optional.ofNullable(corrupt).map(text -> TrainCorruptions.parse(text, corruptShare, installed, side)),
                Optional.ofNullable(mixup).map(Mixup::new),
                learner);
    }

    /** Ultralytics' recipe. PokeAI leaves all of it but epochs and batch at its defaults, and so do its environment variables here. */
    YoloRecipe yoloRecipe(int threads, String device, int usualSize, YoloOptions yolo) {
        boolean auto = optimizer("auto").equals("auto");
        LearnerSettings.Kind kind = switch (optimizer("auto")) {
            case "auto", "adamw" -> LearnerSettings.Kind.ADAMW;
            case "sgd" -> LearnerSettings.Kind.NESTEROV;
            default -> throw unknownOptimizer("'auto', 'adamw' or 'sgd'");
        };
        if (auto && rate != null) {
            throw EngineException.invalidArgument(
                    "--lr " + rate + " has no meaning when the recipe chooses optimizer and rate itself.",
                    "Name the optimizer as well: '--optimizer sgd' or '--optimizer adamw'.");
        }
        if (mixup != null) {
            throw EngineException.invalidArgument(
                    "--mixup " + mixup + ": the recipe of a YOLO does not mix pictures.", "Leave it out.");
        }
        if (corrupt != null) {
            throw EngineException.invalidArgument(
                    "--corrupt " + corrupt + ": the recipe of a YOLO has RandAugment and erasing instead.",
                    "Leave it out.");
        }
        LearnerSettings learner = new LearnerSettings(
                        kind,
                        or(weightDecay, 5e-4),
                        false,
                        or(momentum, 0.937),
                        or(labelSmoothing, 0),
                        or(clip, 10),
                        or(ema, 0.9999),
                        threads,
                        environment.whole(seed, "SEED", 42))
                .on(device);
        return new YoloRecipe(
                epochs(),
                environment.number(batch, "BATCH_SIZE", 32),
                size != null ? size : usualSize,
                patience != null ? patience : 100,
                yolo.run(environment),
                noAugment ? Optional.empty() : Optional.of(UltralyticsChange.USUAL),
                yolo.rates(auto, or(rate, 0.01), warmup != null ? warmup : 3),
                learner);
    }

    private String optimizer(String usual) {
        return (optimizer == null ? usual : optimizer).toLowerCase(Locale.ROOT);
    }

    private EngineException unknownOptimizer(String allowed) {
        return EngineException.invalidArgument("'" + optimizer + "' is not an optimizer.", "Use " + allowed + ".");
    }

    private static double or(@Nullable Double option, double usual) {
        return option == null ? usual : option;
    }

    int epochs() {
        return environment.number(epochs, "EPOCHS", 30);
    }

    /** Threads that prepare pictures. */
    int workers(int threads) {
        return environment.number(workers, "NUM_WORKERS", Math.max(1, threads / 2));
    }
}
