package io.pokeai.engine.testkit;

/** What a {@link FaultyClassifier} does wrong when its turn has come. */
public enum Fault {
    /** Throws an {@code EngineException} with {@code INTERNAL}. */
    THROWS,
    /** Throws an {@code IllegalStateException}, as a careless back end would. */
    THROWS_UNCHECKED,
    /** Throws an {@code OutOfMemoryError}. */
    THROWS_ERROR,
    /** Answers with one class too few. */
    WRONG_CLASSES,
    /** Answers with one picture too many. */
    WRONG_COUNT,
    /** Answers with NaN. */
    NAN,
    /** Waits until {@link FaultyClassifier#release()}, then answers. */
    HANGS
}
