package io.pokeai.aug.jobs.internal.run;

import io.pokeai.aug.jobs.JobEngine;
import io.pokeai.aug.jobs.JobKind;
import io.pokeai.aug.jobs.JobOrder;
import io.pokeai.aug.jobs.JobSettings;
import io.pokeai.aug.robustness.plan.PlanChoice;
import io.pokeai.aug.robustness.plan.PlanFile;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelStatus;
import java.util.List;

/**
 * Refuses an order that cannot be done here, before a job is made of it: what can be seen without reading a picture or opening a model.
 *
 * @param settings where data sets are
 * @param engine whose models and corruptions count
 */
public record OrderCheck(JobSettings settings, JobEngine engine) {
    /** @throws io.pokeai.engine.api.EngineException {@code INVALID_ARGUMENT}, {@code MODEL_NOT_FOUND} */
    public void require(JobOrder order) {
        requireModels(order.plan().models());
        JobPictures pictures = JobPictures.of(
                order,
                new DataFolders(settings.dataRoot(), engine.uploads()),
                settings.directory(),
                engine.settings().artifacts());
        if (order.kind() == JobKind.EVALUATION) {
            EngineException.inField("split", pictures::table);
        } else {
            pictures.requireSplitInside();
            new PlanChoice(
                            order.plan(),
                            engine.augmentations().get(),
                            engine.perturbations().get())
                    .changes();
        }
    }

    private void requireModels(List<PlanFile.Model> models) {
        if (models.isEmpty()) {
            EngineException.inField("models", engine.serving().models()::only);
        }
        for (int i = 0; i < models.size(); i++) {
            try {
                engine.serving().control().status(models.get(i).name());
            } catch (EngineException e) {
                throw e.ofField("models[" + i + "]")
                        .allowing(engine.serving().models().list().stream()
                                .map(ModelStatus::name)
                                .toList());
            }
        }
    }
}
