package io.pokeai.aug.evaluation.run;

import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Result;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A model of an engine, asked as {@code classify} asks it: the same call, so the same labels.
 *
 * <p><b>Ownership</b> the engine stays its owner's.
 */
public final class EngineModel implements AskedModel {
    private final Engine engine;
    private final ModelSpec spec;
    private final ModelIdentity identity;

    private EngineModel(Engine engine, ModelSpec spec, ModelIdentity identity) {
        this.engine = engine;
        this.spec = spec;
        this.identity = identity;
    }

    /**
     * Opens a model.
     *
     * @param name what the engine is asked for
     * @param title what the files are named after: a run of Ultralytics is {@code pokemon_yolo_cls} for the engine and may be
     *     {@code yolov8n-cls} in the files
     * @throws io.pokeai.engine.api.EngineException as {@link io.pokeai.engine.api.ModelRegistry#lease}
     */
    public static EngineModel open(Engine engine, String name, String title) {
        try (ModelLease lease = engine.models().lease(name)) {
            ModelSpec spec = lease.spec();
            return new EngineModel(
                    engine,
                    spec,
                    new ModelIdentity(
                            title,
                            spec.version(),
                            spec.backend() + " on " + lease.device(),
                            spec.input().id(),
                            spec.labels().asList(),
                            spec.files().size(),
                            lease.preferredBatch()));
        }
    }

    /** What was opened. */
    public ModelSpec spec() {
        return spec;
    }

    @Override
    public ModelIdentity identity() {
        return identity;
    }

    @Override
    @SuppressWarnings("MustBeClosed") // the caller closes it
    public Stream<Result<Path>> answers(Iterable<Path> pictures) {
        return engine.classifyAll(BulkRequest.of(spec.name(), pictures).inBatchesOf(identity.batch()));
    }
}
