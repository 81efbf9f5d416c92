package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pictures of one batch as the models of one input see them: rows of a tensor, and the reason in place of a picture that
 * cannot be had.
 *
 * <p><b>Threads</b> confined to one. <b>Ownership</b> the tensor is its maker's.
 */
final class PreparedBatch<T> {
    private final ImageTensor tensor;
    private final List<Place<T>> places;
    private final int rows;

    private PreparedBatch(ImageTensor tensor, List<Place<T>> places, int rows) {
        this.tensor = tensor;
        this.places = places;
        this.rows = rows;
    }

    /** One picture of the batch: its row in the tensor, or why it has none. */
    private record Place<T>(T picture, int row, long preprocessNanos, Optional<EngineException> error) {
        Result<T> failed(ModelLease lease, EngineException why) {
            return new Result.Failed<>(picture, lease.spec().name(), why);
        }

        Result<T> answered(ModelLease lease, Scores scores, long inferNanos) {
            try {
                Prediction.Timing timing = new Prediction.Timing(preprocessNanos, inferNanos);
                return new Result.Classified<>(picture, Predictor.prediction(lease, scores, row, timing));
            } catch (EngineException e) {
                return failed(lease, e);
            }
        }
    }

    /**
     * Makes pictures ready; one that cannot be had fails alone.
     *
     * @param tensor has room for all of them
     */
    static <T> PreparedBatch<T> of(
            List<BulkPicture<T>> pictures, InputSpec spec, ImageTensor tensor, Predictor predictor) {
        List<Place<T>> places = new ArrayList<>(pictures.size());
        int rows = 0;
        for (BulkPicture<T> picture : pictures) {
            long started = System.nanoTime();
            try {
                predictor.normalise(picture.crop(spec), spec, tensor.picture(rows));
                places.add(new Place<>(picture.name(), rows, System.nanoTime() - started, Optional.empty()));
                rows++;
            } catch (RuntimeException e) {
                places.add(new Place<>(picture.name(), -1, 0, Optional.of(EngineException.of(e))));
            }
        }
        return new PreparedBatch<>(tensor, places, rows);
    }

    ImageTensor tensor() {
        return tensor;
    }

    /**
     * Asks a model about all pictures that are ready.
     *
     * @return a result for each picture, in order; when the model fails, its error for each picture that it was asked about
     */
    List<Result<T>> infer(ModelLease lease) {
        if (rows == 0) {
            return places.stream()
                    .map(place -> place.failed(lease, place.error().orElseThrow()))
                    .toList();
        }
        long started = System.nanoTime();
        Scores scores;
        try {
            scores = lease.infer(tensor.slice(0, rows), names());
        } catch (RuntimeException e) {
            EngineException why = EngineException.of(e);
            return places.stream()
                    .map(place -> place.failed(lease, place.error().orElse(why)))
                    .toList();
        }
        long inferNanos = System.nanoTime() - started;
        return places.stream()
                .map(place -> place.error().isPresent()
                        ? place.failed(lease, place.error().get())
                        : place.answered(lease, scores, inferNanos))
                .toList();
    }

    /** Of those that have a row, in order of the rows. */
    private List<String> names() {
        return places.stream()
                .filter(place -> place.row() >= 0)
                .map(place -> String.valueOf(place.picture()))
                .toList();
    }
}
