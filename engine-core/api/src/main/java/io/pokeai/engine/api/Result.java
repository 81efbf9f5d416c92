package io.pokeai.engine.api;

import java.nio.file.Path;

/** What became of one picture of many: an error is an answer in its place, never the end of the others. */
public sealed interface Result {
    /** The picture, as the caller named it. */
    Path picture();

    /** The picture was classified. */
    record Classified(Path picture, Prediction prediction) implements Result {}

    /** The picture could not be classified. */
    record Failed(Path picture, EngineException error) implements Result {}
}
