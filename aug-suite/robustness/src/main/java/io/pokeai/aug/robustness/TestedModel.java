package io.pokeai.aug.robustness;

import io.pokeai.aug.evaluation.run.EngineModel;
import io.pokeai.aug.evaluation.run.ModelIdentity;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.SwapReport;

/**
 * A model of a plan.
 *
 * @param name what it is asked by
 * @param identity what its answers depend on; {@link ModelIdentity#model} is what files are named after
 * @param input what it was trained to see
 * @param build version of the back end, in OSGi that of its bundle; empty if it is not known
 */
public record TestedModel(String name, ModelIdentity identity, InputSpec input, String build) {
    /**
     * Opens a model of an engine.
     *
     * @param name what the engine is asked for
     * @param title what files are named after
     * @throws io.pokeai.engine.api.EngineException as {@link io.pokeai.engine.api.ModelRegistry#lease}
     */
    public static TestedModel open(Engine engine, String name, String title) {
        EngineModel opened = EngineModel.open(engine, name, title);
        String asked = opened.spec().name();
        String build = engine.control()
                .status(asked)
                .current()
                .map(SwapReport.Version::backendVersion)
                .orElse("");
        return new TestedModel(asked, opened.identity(), opened.spec().input(), build);
    }

    /** As files are named after it. */
    public String title() {
        return identity.model();
    }

    /** Back end, its version and the device, such as {@code onnx on cpu, version 0.1.0}. */
    String backend() {
        return build.isEmpty() ? identity.backend() : identity.backend() + ", version " + build;
    }
}
