package io.pokeai.aug.jobs;

import io.pokeai.aug.robustness.receipt.ReceiptBuild;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.api.catalog.Perturbations;
import java.util.function.Supplier;

/**
 * What jobs work with.
 *
 * <p><b>Ownership</b> the engine stays its owner's, and is open as long as the {@link JobService} is.
 *
 * @param serving the engine that answers callers; a job takes its models from it when it begins
 * @param settings of that engine
 * @param engines opens an engine of its own for each job, over copies of the models, which no swap changes
 * @param augmentations that are installed now
 * @param perturbations that are installed now
 * @param build of the engine, for receipts
 * @param traffic that a job gives way to
 * @param uploads data sets that callers have sent
 */
public record JobEngine(
        Engine serving,
        EngineSettings settings,
        EngineFactory engines,
        Supplier<Augmentations> augmentations,
        Supplier<Perturbations> perturbations,
        ReceiptBuild build,
        Traffic traffic,
        Uploads uploads) {}
