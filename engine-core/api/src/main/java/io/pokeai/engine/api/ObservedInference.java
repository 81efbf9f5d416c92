package io.pokeai.engine.api;

/**
 * One run of a model over a batch that has succeeded.
 *
 * @param model the name
 * @param version content hash of the files
 * @param pictures in the batch, at least 1
 * @param nanos that it took
 */
public record ObservedInference(String model, String version, int pictures, long nanos) {
    public ObservedInference {
        EngineException.required(model, "model");
        EngineException.required(version, "version");
    }
}
