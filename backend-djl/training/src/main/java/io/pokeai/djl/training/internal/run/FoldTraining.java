package io.pokeai.djl.training.internal.run;

import io.pokeai.djl.training.internal.learn.BatchSource;
import io.pokeai.djl.training.internal.learn.Learner;
import io.pokeai.djl.training.internal.learn.TrainingBatch;
import io.pokeai.djl.training.internal.learn.UpdatePace;
import io.pokeai.djl.training.internal.picture.PictureBatches;
import io.pokeai.djl.training.internal.picture.PictureChange;
import io.pokeai.djl.training.internal.picture.TrainingPicture;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Trains one fold, epoch by epoch. After each epoch everything is kept that is needed to go on with the same bits.
 *
 * <p><b>Threads</b> confined to one.
 */
final class FoldTraining {
    private static final double NANOS = 1e9;

    private final Course course;
    private final FoldFiles files;
    private final Learner learner;
    private final PictureBatches batches;
    private final List<TrainingPicture> train;
    private final List<TrainingPicture> validation;
    private final TrainingListener listener;

    FoldTraining(
            Course course,
            FoldFiles files,
            Learner learner,
            PictureBatches batches,
            List<TrainingPicture> train,
            List<TrainingPicture> validation,
            TrainingListener listener) {
        this.course = course;
        this.files = files;
        this.learner = learner;
        this.batches = batches;
        this.train = train;
        this.validation = validation;
        this.listener = listener;
    }

    /**
     * Trains to the end, from where an earlier call was interrupted. The state is still there then: {@link FoldFiles#finish} takes it
     * away.
     *
     * @throws EngineException {@code CANCELLED} when the listener says so; the last whole epoch is kept then
     */
    FoldResults.Finished run() {
        History history = History.begin(course.judge());
        StateDict best = null;
        if (Files.isRegularFile(files.state())) {
            KeptState kept = KeptState.of(CheckpointReader.read(files.state()).stateDict(), course.judge());
            history = kept.history();
            best = kept.best();
            for (int epoch = 1; epoch <= history.epochs().size(); epoch++) {
                course.pacing().frozen(epoch).ifPresent(learner::freeze);
            }
            learner.restore(kept.learner());
            listener.resumed(history.epochs().size());
            tellKept(history);
        }
        while (history.epochs().size() < course.epochs() && !history.isExhausted()) {
            Epoch epoch = epoch(history.epochs());
            history = history.and(epoch);
            if (history.isLastBest()) {
                best = learner.weights();
            }
            files.results().log(history);
            files.writeState(new KeptState(learner.state(), history, Objects.requireNonNull(best)).toStateDict());
            freeCopies();
            listener.ended(epoch, history.isLastBest());
            tellKept(history);
        }
        return new FoldResults.Finished(history, Objects.requireNonNull(best), learner.weights());
    }

    /**
     * Copies of weights lie outside of the heap, which is small and hardly ever full: without this, those of each epoch would stay
     * until there are some gigabytes of them. It takes some milliseconds of an epoch.
     */
    private static void freeCopies() {
        System.gc();
    }

    private void tellKept(History history) {
        history.best().ifPresent(best -> listener.kept(history.epochs(), best.number()));
    }

    private Epoch epoch(List<Epoch> before) {
        int number = before.size() + 1;
        course.pacing().frozen(number).ifPresent(learner::freeze);
        long since = System.nanoTime();
        double loss = 0;
        int seen = 0;
        UpdatePace pace = new UpdatePace(0, 0, 0);
        double waited;
        try (BatchSource source = batches.epoch(
                train,
                course.change().map(PictureChange.class::cast),
                course.learner().seed(),
                files.fold(),
                number)) {
            listener.begun(number, source.batches());
            int step = 0;
            for (Optional<TrainingBatch> next = source.next(); next.isPresent(); next = source.next()) {
                pace = course.pacing().pace(before, step, source.batches());
                try (TrainingBatch batch = next.get()) {
                    loss += learner.gather(batch) * batch.size();
                    seen += batch.size();
                }
                if (learner.gathered() >= course.pacing().gathered(before, step, source.batches())) {
                    learner.update(pace);
                }
                step++;
                listener.stepped();
                requireGoingOn(number);
            }
            waited = source.waitedNanos() / (double) Math.max(1, System.nanoTime() - since);
        }
        ValidationTally seenAgain = validate();
        return new Epoch(
                number,
                pace.rate(),
                pace.biasRate(),
                loss / seen,
                seenAgain.loss(),
                seenAgain.accuracy(),
                seenAgain.top5(),
                (System.nanoTime() - since) / NANOS,
                waited);
    }

    private void requireGoingOn(int number) {
        if (listener.isCancelled()) {
            throw new EngineException(
                    ErrorCode.CANCELLED,
                    "The training was stopped in epoch " + number + " of fold " + files.fold() + ".",
                    "The same call goes on after epoch " + (number - 1) + ".");
        }
    }

    private ValidationTally validate() {
        ValidationTally answers = new ValidationTally(course.learner().labelSmoothing());
        try (BatchSource source = batches.validation(validation)) {
            for (Optional<TrainingBatch> next = source.next(); next.isPresent(); next = source.next()) {
                try (TrainingBatch batch = next.get()) {
                    answers.add(batch, learner.logits(batch));
                }
                if (listener.isCancelled()) {
                    throw new EngineException(
                            ErrorCode.CANCELLED,
                            "The training was stopped while it validated fold " + files.fold() + ".",
                            "The same call goes on after the last whole epoch.");
                }
            }
        }
        return answers;
    }
}
