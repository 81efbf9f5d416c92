package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Floats;
import io.pokeai.engine.api.FoldPrediction;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.UnitImage;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers for one picture: a crop into a tensor, through a leased model, into a prediction.
 *
 * <p><b>Threads</b> safe; a call runs on the caller's thread from beginning to end.
 */
final class Predictor {
    private final Imaging imaging;
    private final TensorPool tensors;

    Predictor(Imaging imaging, TensorPool tensors) {
        this.imaging = imaging;
        this.tensors = tensors;
    }

    /**
     * Answers for one picture.
     *
     * @param cropped what the model sees
     * @param preprocessNanos how long making it took
     */
    Prediction predict(ModelLease lease, Pixels cropped, long preprocessNanos) {
        InputSpec spec = lease.spec().input();
        ImageTensor tensor = tensors.borrow(1, spec.height(), spec.width());
        try {
            long started = System.nanoTime();
            normalise(cropped, spec, tensor.picture(0));
            long normalised = System.nanoTime();
            Scores scores = lease.infer(tensor);
            long inferred = System.nanoTime();
            return prediction(
                    lease,
                    scores,
                    0,
                    new Prediction.Timing(preprocessNanos + normalised - started, inferred - normalised));
        } finally {
            tensors.giveBack(tensor);
        }
    }

    /**
     * Answers for one picture that is inferred together with others.
     *
     * @param preparation fills a tensor with what the model sees
     * @param batch infers the tensor together with others
     */
    Prediction predict(ModelLease lease, Preparation preparation, Function<ImageTensor, BatchEntry.Row> batch) {
        InputSpec spec = lease.spec().input();
        ImageTensor tensor = tensors.borrow(1, spec.height(), spec.width());
        try {
            long preprocessNanos = preparation.fill(spec, tensor);
            BatchEntry.Row row = batch.apply(tensor);
            return prediction(
                    lease, row.scores(), row.index(), new Prediction.Timing(preprocessNanos, row.inferNanos()));
        } finally {
            tensors.giveBack(tensor);
        }
    }

    /** Makes a picture ready for a model. */
    @FunctionalInterface
    interface Preparation {
        /**
         * @param target of one picture
         * @return nanoseconds that it took
         */
        long fill(InputSpec spec, ImageTensor target);
    }

    /**
     * Writes what the model sees of a crop.
     *
     * @param target takes the planes of one picture
     */
    void normalise(Pixels cropped, InputSpec spec, FloatBuffer target) {
        imaging.normalise(seen(cropped, spec), spec, target);
    }

    /** Ultralytics only reads files, so its models see 8-bit samples; torchvision's models see the floats of a change. */
    private static Pixels seen(Pixels pixels, InputSpec spec) {
        EngineException.required(pixels, "what the change gives");
        if (!spec.isSizeOf(pixels)) {
            throw EngineException.invalidArgument(
                    "A change made " + pixels.width() + " × " + pixels.height() + " pixels of a picture of "
                            + spec.width() + " × " + spec.height() + ".",
                    "Keep the size.");
        }
        return spec.decoder() == Decoder.OPENCV && pixels instanceof UnitImage unit ? unit.toImage() : pixels;
    }

    /**
     * The answer for one picture.
     *
     * @param row of the picture
     * @throws EngineException {@code MODEL_INVALID} for scores that are no finite numbers
     */
    static Prediction prediction(ModelLease lease, Scores scores, int row, Prediction.Timing timing) {
        float[] raw = scores.row(row);
        for (float score : raw) {
            if (!Float.isFinite(score)) {
                throw new EngineException(
                        ErrorCode.MODEL_INVALID,
                        "Model '" + lease.spec().name() + "' answered with NaN or infinity.",
                        "Export the model again; its weights or its arithmetic are damaged.");
            }
        }
        Optional<List<Float>> logits = scores.kind().isLogits() ? Optional.of(Floats.of(raw)) : Optional.empty();
        return new Prediction(
                lease.spec().name(),
                lease.spec().version(),
                lease.device(),
                lease.spec().labels(),
                scores.kind(),
                logits,
                Floats.of(scores.probabilities(row)),
                timing,
                folds(lease.spec(), scores, row));
    }

    private static List<FoldPrediction> folds(ModelSpec spec, Scores scores, int row) {
        List<Integer> numbers = scores.folds().isEmpty() ? List.of() : spec.foldNumbers();
        List<FoldPrediction> folds = new ArrayList<>(numbers.size());
        for (int i = 0; i < numbers.size(); i++) {
            Scores fold = scores.folds().get(i);
            folds.add(new FoldPrediction(
                    numbers.get(i),
                    spec.labels(),
                    fold.kind().isLogits() ? Optional.of(Floats.of(fold.row(row))) : Optional.empty(),
                    Floats.of(fold.probabilities(row))));
        }
        return folds;
    }
}
