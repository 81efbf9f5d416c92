package io.pokeai.engine.api;

import java.nio.file.Path;

/** What became of one picture of many: an error is an answer in its place, never the end of the others. */
public sealed interface Result {
    /** The picture, as the caller named it. */
    Path picture();

    /**
     * The answer, for who wants no picture to fail.
     *
     * @throws EngineException why there is none: the error of this picture, headed by its name and with the original as its
     *     cause
     */
    Prediction orThrow();

    /** The picture was classified. */
    record Classified(Path picture, Prediction prediction) implements Result {
        @Override
        public Prediction orThrow() {
            return prediction;
        }
    }

    /** The picture could not be classified. */
    record Failed(Path picture, EngineException error) implements Result {
        @Override
        public Prediction orThrow() {
            // The result may be asked twice, by two threads: each throws an exception of its own.
            throw error.problem().contains(String.valueOf(picture.getFileName()))
                    ? error.again()
                    : error.about(picture.toString());
        }
    }
}
