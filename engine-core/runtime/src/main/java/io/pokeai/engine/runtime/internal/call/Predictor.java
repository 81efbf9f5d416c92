package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Floats;
import io.pokeai.engine.api.FoldPrediction;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.UnitImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The way of one batch: crops into a tensor, through a leased model, into predictions.
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
     * @param preprocessNanos what making it took
     */
    Prediction predict(ModelLease lease, Pixels cropped, long preprocessNanos) {
        InputSpec spec = lease.spec().input();
        ImageTensor tensor = tensors.borrow(1, spec.height(), spec.width());
        try {
            long started = System.nanoTime();
            imaging.normalise(seen(cropped, spec), spec, tensor.picture(0));
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
     * @param ride takes it to its row of a batch
     */
    Prediction predict(ModelLease lease, Preparation preparation, Function<ImageTensor, BatchSeat.Row> ride) {
        InputSpec spec = lease.spec().input();
        ImageTensor tensor = tensors.borrow(1, spec.height(), spec.width());
        try {
            long preprocessNanos = preparation.fill(spec, tensor);
            BatchSeat.Row row = ride.apply(tensor);
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

    /** Writes what the model sees of a crop into a tensor of one picture. */
    void normalise(Pixels cropped, InputSpec spec, ImageTensor target) {
        imaging.normalise(seen(cropped, spec), spec, target.picture(0));
    }

    /**
     * Answers for up to {@code capacity} pictures at once; a picture that cannot be read fails alone.
     *
     * @param pictures at most {@code capacity}
     * @param change between crop and normalisation
     * @return a result for each, in order
     */
    List<Result> predictAll(
            ModelLease lease, List<Path> pictures, int capacity, Function<? super Image, ? extends Pixels> change) {
        InputSpec spec = lease.spec().input();
        ImageTensor tensor = tensors.borrow(capacity, spec.height(), spec.width());
        try {
            List<Slot> slots = new ArrayList<>(pictures.size());
            int filled = 0;
            for (Path picture : pictures) {
                long started = System.nanoTime();
                try {
                    EngineException.required(picture, "pictures");
                    Pixels changed = change.apply(imaging.crop(picture, spec));
                    imaging.normalise(seen(changed, spec), spec, tensor.picture(filled));
                    slots.add(new Slot(picture, filled++, System.nanoTime() - started, Optional.empty()));
                } catch (RuntimeException e) {
                    slots.add(new Slot(picture, -1, 0, Optional.of(EngineException.of(e))));
                }
            }
            return filled == 0 ? failed(slots) : infer(lease, tensor.slice(0, filled), slots);
        } finally {
            tensors.giveBack(tensor);
        }
    }

    /** Ultralytics only reads files, so what its models see has been bytes; torchvision's transforms are in between. */
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

    /** One picture of a batch: its row in the tensor, or why it has none. */
    private record Slot(Path picture, int row, long preprocessNanos, Optional<EngineException> error) {}

    private static List<Result> infer(ModelLease lease, ImageTensor batch, List<Slot> slots) {
        long started = System.nanoTime();
        Scores scores;
        try {
            scores = lease.infer(batch, names(slots));
        } catch (RuntimeException e) {
            EngineException why = EngineException.of(e);
            return failed(slots.stream()
                    .map(slot ->
                            new Slot(slot.picture(), slot.row(), 0, slot.error().or(() -> Optional.of(why))))
                    .toList());
        }
        long inferNanos = System.nanoTime() - started;
        return slots.stream()
                .map(slot -> result(lease, scores, slot, inferNanos))
                .toList();
    }

    /** Of those that have a row, in order of the rows. */
    private static List<String> names(List<Slot> slots) {
        return slots.stream()
                .filter(slot -> slot.row() >= 0)
                .map(slot -> slot.picture().toString())
                .toList();
    }

    private static List<Result> failed(List<Slot> slots) {
        return slots.stream()
                .map(slot ->
                        (Result) new Result.Failed(slot.picture(), slot.error().orElseThrow()))
                .toList();
    }

    private static Result result(ModelLease lease, Scores scores, Slot slot, long inferNanos) {
        if (slot.error().isPresent()) {
            return new Result.Failed(slot.picture(), slot.error().get());
        }
        try {
            Prediction.Timing timing = new Prediction.Timing(slot.preprocessNanos(), inferNanos);
            return new Result.Classified(slot.picture(), prediction(lease, scores, slot.row(), timing));
        } catch (EngineException e) {
            return new Result.Failed(slot.picture(), e);
        }
    }

    private static Prediction prediction(ModelLease lease, Scores scores, int row, Prediction.Timing timing) {
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
