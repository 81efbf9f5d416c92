package io.pokeai.djl.training.internal.run;

import io.pokeai.djl.training.internal.learn.LearnerSettings;
import io.pokeai.djl.training.internal.picture.Mixup;
import io.pokeai.djl.training.internal.picture.UltralyticsChange;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.InputSpec;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a YOLOv8-cls is trained: Ultralytics' recipe for classifiers.
 *
 * <p><b>Source</b> Ultralytics 8.3, {@code engine/trainer.py}, {@code models/yolo/classify}, {@code cfg/default.yaml}.
 *
 * @param epochs at most; rates fall as if all of them came
 * @param batch pictures in each batch
 * @param size width and height of what the network sees
 * @param patience epochs in a row that may be no better
 * @param run what the folders of the folds are named by; PokeAI's {@code YOLO_NAME}
 * @param change how pictures are changed; empty for not at all
 * @param rates how fast it learns
 * @param learner how weights are changed; its weight decay is that of 64 pictures in an update
 */
public record YoloRecipe(
        int epochs,
        int batch,
        int size,
        int patience,
        String run,
        Optional<UltralyticsChange> change,
        Rates rates,
        LearnerSettings learner)
        implements TrainingRecipe {
    /** More updates than these are for SGD. */
    private static final int MANY_UPDATES = 10_000;

    private static final double MANY_RATE = 0.01;
    private static final int RATE_DIGITS = 6;
    private static final double FEW_BETA1 = 0.9;
    private static final long SEEDS = 1_000_003;

    /**
     * How fast it learns.
     *
     * @param auto whether optimiser and first rate follow from the numbers of classes and updates
     * @param first rate, if not
     * @param finalShare of it, at the end
     * @param cosine whether it falls along half a cosine instead of a line
     * @param warmup epochs that it takes to begin; 0 for none
     */
    public record Rates(boolean auto, double first, double finalShare, boolean cosine, double warmup) {
        static final double BIAS_RATE = 0.1;
        static final double WARM_MOMENTUM = 0.8;

        /** @throws EngineException {@code INVALID_ARGUMENT} for a value out of its range */
        public Rates {
            RecipeLimits.require(first > 0 && first <= 10, "--lr " + first, "above 0 and at most 10");
            RecipeLimits.require(finalShare >= 0 && finalShare <= 1, "--lrf " + finalShare, "0 to 1");
            RecipeLimits.require(warmup >= 0, "warm-up of " + warmup + " epochs", "0 or more");
        }
    }

    /** @throws EngineException {@code INVALID_ARGUMENT} for a value out of its range */
    public YoloRecipe {
        RecipeLimits.require(epochs, batch, size, patience);
        RecipeLimits.require(
                run.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*") && !run.matches(".*_fold\\d+.*"),
                "the name '" + run + "'",
                "letters, digits, '_', '.', '-', and no '_fold1' in it");
    }

    /** Whether a model of this name is trained by this recipe, as PokeAI tells them apart. */
    public static boolean isFor(String architecture) {
        return architecture.startsWith("yolov8") && architecture.endsWith("-cls");
    }

    @Override
    public InputSpec input() {
        return InputSpec.yolo(size);
    }

    @Override
    public long seed(int fold) {
        return learner.seed() * SEEDS + fold;
    }

    @Override
    public List<String> augmentations() {
        return change.map(UltralyticsChange::names).orElse(List.of());
    }

    @Override
    public Optional<Mixup> mixup() {
        return Optional.empty();
    }

    @Override
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("epochs", String.valueOf(epochs));
        // Unlike the number of epochs itself, this changes what those before have learned.
        values.put("lowest_rate_after_epoch", String.valueOf(epochs));
        values.put("batch", String.valueOf(batch));
        values.put("size", String.valueOf(size));
        values.put("patience", String.valueOf(patience));
        values.put("optimizer", optimizer());
        values.put("lr", rates.auto() ? "auto" : String.valueOf(rates.first()));
        values.put("lrf", String.valueOf(rates.finalShare()));
        values.put("cos_lr", String.valueOf(rates.cosine()));
        values.put("warmup_epochs", String.valueOf(rates.warmup()));
        values.put("momentum", String.valueOf(learner.momentum()));
        values.put("weight_decay", String.valueOf(learner.weightDecay()));
        values.put("decay_norm_and_bias", String.valueOf(learner.decayAll()));
        values.put("nominal_batch", String.valueOf(UltralyticsPacing.NOMINAL));
        values.put("label_smoothing", String.valueOf(learner.labelSmoothing()));
        values.put("clip", String.valueOf(learner.clip()));
        values.put("ema", String.valueOf(learner.ema()));
        values.put("seed", String.valueOf(learner.seed()));
        learner.otherDevice().ifPresent(device -> values.put("device", device));
        values.put("augmentation", change.map(String::valueOf).orElse("none"));
        return values;
    }

    /** As the option and Ultralytics name it. */
    String optimizer() {
        if (rates.auto()) {
            return "auto";
        }
        return learner.kind() == LearnerSettings.Kind.ADAMW ? "AdamW" : "SGD";
    }

    @Override
    public Course course(String architecture, int classes, int pictures) {
        long updates = (long) Math.ceil((double) pictures / Math.max(batch, UltralyticsPacing.NOMINAL)) * epochs;
        boolean many = updates > MANY_UPDATES;
        double rate = !rates.auto() ? rates.first() : many ? MANY_RATE : fewRate(classes);
        LearnerSettings.Kind kind =
                !rates.auto() ? learner.kind() : many ? LearnerSettings.Kind.NESTEROV : LearnerSettings.Kind.ADAMW;
        double scaled = learner.weightDecay() * batch * UltralyticsPacing.gathered(batch) / UltralyticsPacing.NOMINAL;
        LearnerSettings settings = new LearnerSettings(
                kind,
                scaled,
                learner.decayAll(),
                learner.momentum(),
                learner.labelSmoothing(),
                learner.clip(),
                learner.ema(),
                learner.threads(),
                learner.seed(),
                rates.auto() ? FEW_BETA1 : learner.momentum(),
                learner.device());
        UltralyticsPacing.Warmup warmup =
                new UltralyticsPacing.Warmup(rates.warmup(), rates.auto() ? 0 : Rates.BIAS_RATE, Rates.WARM_MOMENTUM);
        return new Course(
                epochs,
                settings,
                change,
                new UltralyticsPacing(
                        epochs, batch, rate, rates.finalShare(), rates.cosine(), learner.momentum(), warmup),
                new HighestFitness(patience));
    }

    /** Of AdamW: the more classes, the slower. */
    private static double fewRate(int classes) {
        return new BigDecimal(0.002 * 5 / (4 + classes))
                .setScale(RATE_DIGITS, RoundingMode.HALF_EVEN)
                .doubleValue();
    }

    @Override
    public FoldFiles files(Path artifacts, FirstWeights first, int fold, List<String> classes) {
        String name = String.format(Locale.ROOT, "%s_fold%d", run, fold);
        Path folder = artifacts.resolve("yolo_cls_runs").resolve(name);
        Map<String, Object> args = new UltralyticsArgs(this, artifacts, first, fold).values();
        return new FoldFiles(artifacts, run, fold, new UltralyticsRun(folder, args, classes));
    }

    @Override
    public void prepare(
            Path artifacts, String architecture, FoldTables tables, List<Integer> folds, TrainingListener listener) {
        new FoldFolders(artifacts, tables).fill(folds, listener);
    }
}
