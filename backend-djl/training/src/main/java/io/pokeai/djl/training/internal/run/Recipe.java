package io.pokeai.djl.training.internal.run;

import io.pokeai.djl.training.internal.learn.LearnerSettings;
import io.pokeai.djl.training.internal.picture.Mixup;
import io.pokeai.djl.training.internal.picture.PictureChange;
import io.pokeai.djl.training.internal.picture.TrainAugmentation;
import io.pokeai.djl.training.internal.picture.TrainChange;
import io.pokeai.djl.training.internal.picture.TrainCorruptions;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.InputSpec;
import java.nio.file.Path;
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
 * @param corruptions that pictures get after that; empty for none
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
        Optional<TrainCorruptions> corruptions,
        Optional<Mixup> mixup,
        LearnerSettings learner)
        implements TrainingRecipe {
    /** PokeAI resizes the short side to {@code int(size · 1.14)} before it crops. */
    private static final double RESIZE = 1.14;

    /** @throws EngineException {@code INVALID_ARGUMENT} for a value out of its range */
    public Recipe {
        RecipeLimits.require(epochs, batch, size, patience);
        RecipeLimits.require(rate > 0 && rate <= 10, "--lr " + rate, "above 0 and at most 10");
        RecipeLimits.require(warmup >= 0, "warm-up of " + warmup + " epochs", "0 or more");
    }

    @Override
    public InputSpec input() {
        return InputSpec.torchvision((int) (size * RESIZE), size);
    }

    @Override
    public List<String> augmentations() {
        List<String> names = new ArrayList<>(change().map(PictureChange::names).orElse(List.of()));
        mixup.ifPresent(mixed -> names.add(Mixup.NAME));
        return names;
    }

    private Optional<PictureChange> change() {
        Optional<PictureChange> first = augmentation.map(PictureChange.class::cast);
        return corruptions
                .<PictureChange>map(some -> new TrainChange(first, some))
                .or(() -> first);
    }

    @Override
    public long seed(int fold) {
        return learner.seed() * 1_000_003 + fold;
    }

    @Override
    public Map<String, String> values() {
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
        learner.otherDevice().ifPresent(device -> values.put("device", device));
        // Without them, as in settings that were written before there were any.
        corruptions.ifPresent(some -> values.put("corruptions", some.description()));
        mixup.ifPresent(mixed -> values.put(Mixup.NAME, String.valueOf(mixed.alpha())));
        return values;
    }

    @Override
    public Course course(String architecture, int classes, int pictures) {
        return new Course(
                epochs,
                learner,
                change(),
                new PokeAiPacing(rate, learner.momentum(), architecture.startsWith("vgg") ? warmup : 0),
                new LowestLoss(patience));
    }

    @Override
    public FoldFiles files(Path artifacts, FirstWeights first, int fold, List<String> classes) {
        return new FoldFiles(artifacts, first.architecture(), fold);
    }

    @Override
    public void prepare(
            Path artifacts, String architecture, FoldTables tables, List<Integer> folds, TrainingListener listener) {
        new InputNote(artifacts, architecture).require(input());
    }
}
