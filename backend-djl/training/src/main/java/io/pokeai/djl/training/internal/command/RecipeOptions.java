package io.pokeai.djl.training.internal.command;

import io.pokeai.djl.training.internal.learn.LearnerSettings;
import io.pokeai.djl.training.internal.picture.Mixup;
import io.pokeai.djl.training.internal.picture.TrainAugmentation;
import io.pokeai.djl.training.internal.run.Recipe;
import io.pokeai.engine.api.EngineException;
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
     * @param usualSize unless an option says another one
     */
    Recipe recipe(int threads, int usualSize) {
        LearnerSettings.Kind kind = switch (optimizer.toLowerCase(Locale.ROOT)) {
            case "adamw" -> LearnerSettings.Kind.ADAMW;
            case "sgd" -> LearnerSettings.Kind.SGD;
            default ->
                throw EngineException.invalidArgument(
                        "'" + optimizer + "' is not an optimizer.", "Use 'adamw' or 'sgd'.");
        };
        LearnerSettings learner = new LearnerSettings(
                kind,
                environment.decimal(weightDecay, "WEIGHT_DECAY", 1e-4),
                !noDecayNorm,
                momentum,
                labelSmoothing,
                clip,
                ema,
                threads,
                environment.whole(seed, "SEED", 42));
        return new Recipe(
                epochs(),
                environment.number(batch, "BATCH_SIZE", 32),
                environment.decimal(rate, "LR", 3e-4),
                environment.number(patience, "VAL_PATIENCE", 5),
                environment.number(warmup, "WARMUP_EPOCHS", 5),
                size != null ? size : usualSize,
                noAugment ? Optional.empty() : Optional.of(TrainAugmentation.POKEAI),
                Optional.ofNullable(mixup).map(Mixup::new),
                learner);
    }

    int epochs() {
        return environment.number(epochs, "EPOCHS", 30);
    }

    /** Threads that prepare pictures. */
    int workers(int threads) {
        return environment.number(workers, "NUM_WORKERS", Math.max(1, threads / 2));
    }
}
