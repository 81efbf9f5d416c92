package io.pokeai.djl.training.internal.teacher;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A model as the engine serves it, with all its folds, held while it is asked.
 *
 * <p><b>Threads</b> safe.<br>
 * <b>Ownership</b> whoever opened it closes it, after the last answer.
 */
public final class TeacherModel implements AutoCloseable {
    /** Always the same number, since the last digits of an answer may depend on what else is in a batch. */
    private static final int BATCH = 16;

    private final ModelLease lease;
    private final Imaging imaging;
    private final Queue<ImageTensor> spare = new ConcurrentLinkedQueue<>();

    private TeacherModel(ModelLease lease, Imaging imaging) {
        this.lease = lease;
        this.imaging = imaging;
    }

    /**
     * Opens it.
     *
     * @param classes what it has to tell apart, in the order of their indices
     * @throws EngineException as {@code ModelRegistry.lease}; {@code LABELS_MISMATCH} when it has other classes; {@code
     *     INVALID_ARGUMENT} when its classes do not exclude each other
     */
    @MustBeClosed
    @SuppressWarnings("MustBeClosed") // closed with what is returned, or when it does not fit
    public static TeacherModel open(Engine engine, String name, List<String> classes) {
        TeacherModel teacher = new TeacherModel(engine.models().lease(name), engine.imaging());
        try {
            teacher.requireFit(classes);
            return teacher;
        } catch (EngineException e) {
            teacher.close();
            throw e;
        }
    }

    private void requireFit(List<String> classes) {
        if (!spec().labels().asList().equals(classes)) {
            throw new EngineException(
                    ErrorCode.LABELS_MISMATCH,
                    "The teacher '" + spec().name() + "' has the classes " + spec().labels() + ", and classes.txt has "
                            + classes.size() + " others, or another order.",
                    "Teach with a model of the same classes.");
        }
        if (spec().output().isIndependent() || classes.size() < 2) {
            throw EngineException.invalidArgument(
                    "The teacher '" + spec().name() + "' gives "
                            + spec().output().id() + ": its classes do not exclude each other.",
                    "Teach with a model whose scores are logits or probabilities.");
        }
    }

    /** What it is. */
    public ModelSpec spec() {
        return lease.spec();
    }

    Imaging imaging() {
        return imaging;
    }

    /**
     * Its answers.
     *
     * @param pictures of the size that it sees
     * @return for each batch of them in order
     */
    List<Scores> ask(List<Image> pictures) {
        List<Scores> all = new ArrayList<>();
        int most = Math.min(BATCH, lease.maxBatch());
        for (int from = 0; from < pictures.size(); from += most) {
            int count = Math.min(most, pictures.size() - from);
            ImageTensor room = spare.poll();
            ImageTensor tensor = room != null ? room : ImageTensor.allocate(most, spec().input());
            for (int i = 0; i < count; i++) {
                imaging.normalise(pictures.get(from + i), spec().input(), tensor.picture(i));
            }
            Scores scores = lease.infer(tensor.slice(0, count));
            spare.add(tensor);
            if (!scores.isFinite()) {
                throw new EngineException(
                        ErrorCode.MODEL_INVALID,
                        "The teacher '" + spec().name() + "' answers with numbers that are not finite.",
                        "Teach with another model.");
            }
            all.add(scores);
        }
        return all;
    }

    @Override
    public void close() {
        lease.close();
    }
}
