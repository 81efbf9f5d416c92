package io.pokeai.djl.training.internal.run;

import io.pokeai.djl.training.internal.learn.BatchSource;
import io.pokeai.djl.training.internal.learn.Learner;
import io.pokeai.djl.training.internal.learn.TrainingBatch;
import io.pokeai.djl.training.internal.picture.PictureBatches;
import io.pokeai.djl.training.internal.picture.TrainingPicture;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/**
 * Trains one fold, epoch by epoch. After each epoch everything is kept that is needed to go on with the same bits.
 *
 * <p><b>Threads</b> confined to one.
 */
final class FoldTraining {
    private static final double NANOS = 1e9;

    /** Names of a VGG's features, which the warm-up leaves as they are. */
    private static final String FEATURES = "features.";

    private final Recipe recipe;
    private final FoldFiles files;
    private final Learner learner;
    private final PictureBatches batches;
    private final List<TrainingPicture> train;
    private final List<TrainingPicture> validation;
    private final boolean warmsUp;
    private final TrainingListener listener;

    /** @param warmsUp whether the features are frozen at first, as those of a VGG are */
    FoldTraining(
            Recipe recipe,
            FoldFiles files,
            Learner learner,
            PictureBatches batches,
            List<TrainingPicture> train,
            List<TrainingPicture> validation,
            boolean warmsUp,
            TrainingListener listener) {
        this.recipe = recipe;
        this.files = files;
        this.learner = learner;
        this.batches = batches;
        this.train = train;
        this.validation = validation;
        this.warmsUp = warmsUp && recipe.warmup() > 0;
        this.listener = listener;
    }

    /**
     * Trains to the end, from where an earlier call was interrupted.
     *
     * @return the best epoch
     * @throws EngineException {@code CANCELLED} when the listener says so; the last whole epoch is kept then
     */
    Epoch run() {
        History history = History.begin(recipe.patience());
        StateDict best = null;
        if (Files.isRegularFile(files.state())) {
            KeptState kept = KeptState.of(CheckpointReader.read(files.state()).stateDict(), recipe.patience());
            history = kept.history();
            best = kept.best();
            thaw(history.epochs().size());
            learner.restore(kept.learner());
            listener.resumed(history.epochs().size());
        } else if (warmsUp) {
            learner.freeze(name -> name.startsWith(FEATURES));
        }
        while (history.epochs().size() < recipe.epochs() && !history.isExhausted()) {
            Epoch epoch = epoch(history);
            history = history.and(epoch);
            if (history.isLastBest()) {
                best = learner.weights();
            }
            files.writeHistory(history);
            files.writeState(
                    new KeptState(learner.state(), history, java.util.Objects.requireNonNull(best)).toStateDict());
            listener.ended(epoch, history.isLastBest());
        }
        files.writeWeights(java.util.Objects.requireNonNull(best));
        files.removeState();
        return history.best().orElseThrow();
    }

    /** What of the network learns after so many epochs, as the loop would have set it. */
    private void thaw(int epochs) {
        if (warmsUp) {
            boolean frozen = epochs < recipe.warmup();
            learner.freeze(name -> frozen && name.startsWith(FEATURES));
        }
    }

    private Epoch epoch(History history) {
        int number = history.epochs().size() + 1;
        if (warmsUp && number == recipe.warmup() + 1) {
            learner.freeze(name -> false);
        }
        long since = System.nanoTime();
        double rate = rate(history, number);
        double loss = 0;
        int seen = 0;
        double waited;
        try (BatchSource source =
                batches.epoch(train, recipe.augmentation(), recipe.learner().seed(), files.fold(), number)) {
            listener.begun(number, source.batches());
            for (Optional<TrainingBatch> next = source.next(); next.isPresent(); next = source.next()) {
                try (TrainingBatch batch = next.get()) {
                    loss += learner.step(batch, rate) * batch.size();
                    seen += batch.size();
                }
                listener.stepped();
                if (listener.isCancelled()) {
                    throw new EngineException(
                            ErrorCode.CANCELLED,
                            "The training was stopped in epoch " + number + " of fold " + files.fold() + ".",
                            "The same call goes on after epoch " + (number - 1) + ".");
                }
            }
            waited = source.waitedNanos() / (double) Math.max(1, System.nanoTime() - since);
        }
        double[] validated = validate();
        return new Epoch(
                number, rate, loss / seen, validated[0], validated[1], (System.nanoTime() - since) / NANOS, waited);
    }

    /** PokeAI steps the schedule with the number of the epoch plus its loss, which moves the next rate a little. */
    private double rate(History history, int number) {
        boolean unfrozen = warmsUp && number > recipe.warmup();
        double base = unfrozen ? recipe.rate() * Recipe.UNFROZEN_RATE : recipe.rate();
        boolean first = number == 1 || (unfrozen && number == recipe.warmup() + 1);
        if (first) {
            return base;
        }
        Epoch last = history.epochs().get(history.epochs().size() - 1);
        return new CosineRestarts(base).at(last.number() + last.valLoss());
    }

    /** Mean loss, with label smoothing as in training, and accuracy. */
    private double[] validate() {
        double loss = 0;
        int right = 0;
        int seen = 0;
        try (BatchSource source = batches.validation(validation)) {
            for (Optional<TrainingBatch> next = source.next(); next.isPresent(); next = source.next()) {
                try (TrainingBatch batch = next.get()) {
                    float[] logits = learner.logits(batch);
                    int classes = logits.length / batch.size();
                    for (int i = 0; i < batch.size(); i++) {
                        int label = labelOf(batch.targets(), i, classes);
                        loss += loss(logits, i * classes, classes, label);
                        right += best(logits, i * classes, classes) == label ? 1 : 0;
                        seen++;
                    }
                }
                if (listener.isCancelled()) {
                    throw new EngineException(
                            ErrorCode.CANCELLED,
                            "The training was stopped while it validated fold " + files.fold() + ".",
                            "The same call goes on after the last whole epoch.");
                }
            }
        }
        return new double[] {loss / seen, (double) right / seen};
    }

    private static int labelOf(FloatBuffer targets, int row, int classes) {
        for (int k = 0; k < classes; k++) {
            if (targets.get(row * classes + k) == 1) {
                return k;
            }
        }
        throw new IllegalStateException("no label");
    }

    private double loss(float[] logits, int from, int classes, int label) {
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            most = Math.max(most, logits[from + k]);
        }
        double sum = 0;
        double all = 0;
        for (int k = 0; k < classes; k++) {
            sum += StrictMath.exp(logits[from + k] - most);
            all += logits[from + k];
        }
        double log = most + StrictMath.log(sum);
        double smoothing = recipe.learner().labelSmoothing();
        return (1 - smoothing) * (log - logits[from + label]) + smoothing * (log - all / classes);
    }

    private static int best(float[] logits, int from, int classes) {
        int best = 0;
        for (int k = 1; k < classes; k++) {
            best = logits[from + k] > logits[from + best] ? k : best;
        }
        return best;
    }
}
