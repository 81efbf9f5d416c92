package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Interrupts;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.PictureSource;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.runtime.internal.threads.ThreadBudget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers for the batches of a bulk request: each picture is made ready once for each kind of input, and all models of that
 * input are asked about the same tensor.
 *
 * <p><b>Threads</b> safe; the calling thread does all the work of a batch, and waits for its turn in the budget once for each
 * model.
 */
final class BulkPredictor<T> {
    /** Not part of any model's name: bulk requests have a lane beside the single calls of the model, and take turns with them. */
    private static final String LANE = "/stream";

    private final BulkRequest<T> request;
    private final BulkLeases leases;
    private final int batchSize;
    private final Crops crops;
    private final Predictor predictor;
    private final TensorPool tensors;
    private final ThreadBudget budget;
    private final Observers observers;

    BulkPredictor(
            BulkRequest<T> request,
            BulkLeases leases,
            int batchSize,
            Crops crops,
            Predictor predictor,
            TensorPool tensors,
            ThreadBudget budget,
            Observers observers) {
        this.request = request;
        this.leases = leases;
        this.batchSize = batchSize;
        this.crops = crops;
        this.predictor = predictor;
        this.tensors = tensors;
        this.budget = budget;
        this.observers = observers;
    }

    /**
     * A result for each picture and model: in the order of the pictures, and for each of them in the order of the models.
     *
     * @param names of the pictures, at most as many as the batch size
     * @param begin to be called when there is a thread for them; throws when they are no longer wanted
     */
    List<Result<T>> answers(List<T> names, Runnable begin) {
        List<BulkPicture<T>> pictures = new ArrayList<>(names.size());
        names.forEach(name -> pictures.add(new BulkPicture<>(name, this::crop)));
        Map<InputSpec, PreparedBatch<T>> prepared = new HashMap<>();
        List<List<Result<T>>> byModel = new ArrayList<>(leases.all().size());
        try {
            for (ModelLease lease : leases.all()) {
                long asked = System.nanoTime();
                byModel.add(budget.run(lease.spec().name() + LANE, ThreadBudget.never(), () -> {
                    begin.run();
                    BulkReport report = new BulkReport(observers, lease, asked, System.nanoTime() - asked);
                    List<Result<T>> results = prepared.computeIfAbsent(
                                    lease.spec().input(), spec -> prepare(pictures, spec))
                            .infer(lease);
                    report.of(results);
                    return results;
                }));
            }
        } finally {
            prepared.values().forEach(batch -> tensors.giveBack(batch.tensor()));
        }
        return byPicture(byModel, names.size());
    }

    private Function<InputSpec, Pixels> crop(T name) {
        PictureSource source = EngineException.required(request.source().apply(name), "source");
        Optional<Function<? super Image, ? extends Pixels>> change =
                request.change().map(by -> crop -> by.apply(name, crop));
        return crops.of(source, change, () -> Interrupts.check("The reading of a picture"));
    }

    private PreparedBatch<T> prepare(List<BulkPicture<T>> pictures, InputSpec spec) {
        return PreparedBatch.of(pictures, spec, tensors.borrow(batchSize, spec.height(), spec.width()), predictor);
    }

    private static <T> List<Result<T>> byPicture(List<List<Result<T>>> byModel, int pictures) {
        if (byModel.size() == 1) {
            return byModel.get(0);
        }
        List<Result<T>> all = new ArrayList<>(byModel.size() * pictures);
        for (int picture = 0; picture < pictures; picture++) {
            for (List<Result<T>> ofModel : byModel) {
                all.add(ofModel.get(picture));
            }
        }
        return all;
    }
}
