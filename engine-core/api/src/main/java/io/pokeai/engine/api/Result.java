package io.pokeai.engine.api;

import java.nio.file.Path;

/**
 * The result for one picture of a bulk request: an answer or an error. An error does not end the other pictures.
 *
 * @param <T> what the caller names a picture by ({@link BulkRequest})
 */
public sealed interface Result<T> {
    /** The picture, as the caller named it. */
    T picture();

    /** Name of the model that was asked. */
    String model();

    /**
     * The answer; throws if there is none.
     *
     * @throws EngineException why there is none: the error of this picture, headed by its name and with the original as its
     *     cause
     */
    Prediction orThrow();

    /** The picture was classified. */
    record Classified<T>(T picture, Prediction prediction) implements Result<T> {
        @Override
        public String model() {
            return prediction.model();
        }

        @Override
        public Prediction orThrow() {
            return prediction;
        }
    }

    /** The picture could not be classified. */
    record Failed<T>(T picture, String model, EngineException error) implements Result<T> {
        @Override
        public Prediction orThrow() {
            // The result may be asked twice, by two threads: each throws an exception of its own.
            throw error.problem().contains(shortName()) ? error.again() : error.about(String.valueOf(picture));
        }

        /** How the error is likely to name the picture. */
        private String shortName() {
            return String.valueOf(picture instanceof Path file ? file.getFileName() : picture);
        }
    }
}
