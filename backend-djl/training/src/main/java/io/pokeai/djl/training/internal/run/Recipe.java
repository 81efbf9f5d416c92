package io.pokeai.djl.training.internal.run;

import io.pokeai.djl.training.internal.learn.LearnerSettings;
import io.pokeai.djl.training.internal.picture.Mixup;
import io.pokeai.djl.training.internal.picture.TrainAugmentation;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.InputSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a network is trained. The defaults are PokeAI's ({@code training/train_constants.py}, {@code train_models.py}).
 *
 * @param epochs at most
 * @param batch pictures in each step
 * @param rate learning rate
 * @param patience epochs in a row that may be no better
 * @param warmup epochs in which the features of a VGG stay as they are
 * @param size width and height of what the network sees
 * @param augmentation how pictures are changed; empty for not at all
 * @param mixup how pictures are mixed; empty for not at all
 * @param learner how weights are changed
 */
public record Recipe(
        int epochs,
        int batch,
        double rate,
        int patience,
        int warmup,
        int size,
        Optional<TrainAugmentation> augmentation,
        Optional<Mixup> mixup,
        LearnerSettings learner) {
    /** PokeAI resizes the short side to {@code int(size · 1.14)} before it crops. */
    private static final double RESIZE = 1.14;

    private static final int LEAST_SIZE = 32;

    /** After the warm-up of a VGG, all of it learns with this share of the rate. */
    static final double UNFROZEN_RATE = 0.1;

    /** @throws EngineException {@code INVALID_ARGUMENT} for a value out of its range */
    public Recipe {
        require(epochs >= 1 && epochs <= 10_000, "--epochs " + epochs, "1 to 10000");
        require(batch >= 2 && batch <= 4096, "--batch " + batch, "2 to 4096");
        require(rate > 0 && rate <= 10, "--lr " + rate, "above 0 and at most 10");
        require(patience >= 1, "patience " + patience, "1 or more");
        require(warmup >= 0, "warm-up of " + warmup + " epochs", "0 or more");
        require(size >= LEAST_SIZE && size <= 1024, "--size " + size, LEAST_SIZE + " to 1024");
    }

    private static void require(boolean valid, String found, String allowed) {
        if (!valid) {
            throw EngineException.invalidArgument(
                    "A training cannot have " + found + ".", "It has to be " + allowed + ".");
        }
    }

    /** What the network sees, in training and later. */
    public InputSpec input() {
        return InputSpec.torchvision((int) (size * RESIZE), size);
    }

    /** The names of what pictures are changed by, as a training record has them. */
    List<String> augmentations() {
        List<String> names =
                new ArrayList<>(augmentation.map(TrainAugmentation::names).orElse(List.of()));
        mixup.ifPresent(mixed -> names.add(Mixup.NAME));
        return names;
    }

    /** Decides the random weights of a fold. */
    long seed(int fold) {
        return learner.seed() * 1_000_003 + fold;
    }

    /** Each value by its name, as it is written into records and compared before a training goes on. */
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("epochs", String.valueOf(epochs));
        values.put("batch", String.valueOf(batch));
        values.put("lr", String.valueOf(rate));
        values.put("patience", String.valueOf(patience));
        values.put("warmup_epochs", String.valueOf(warmup));
        values.put("size", String.valueOf(size));
        values.put("optimizer", learner.kind().name().toLowerCase(java.util.Locale.ROOT));
        values.put("weight_decay", String.valueOf(learner.weightDecay()));
        values.put("decay_norm_and_bias", String.valueOf(learner.decayAll()));
        values.put("momentum", String.valueOf(learner.momentum()));
        values.put("label_smoothing", String.valueOf(learner.labelSmoothing()));
        values.put("clip", String.valueOf(learner.clip()));
        values.put("ema", String.valueOf(learner.ema()));
        values.put("seed", String.valueOf(learner.seed()));
        values.put("augmentation", augmentation.map(String::valueOf).orElse("none"));
        // Without it, as in settings that were written before there was any.
        mixup.ifPresent(mixed -> values.put(Mixup.NAME, String.valueOf(mixed.alpha())));
        return values;
    }
}
