package io.pokeai.aug.evaluation.summary;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Which model answered for which split; a fact that is not known is empty.
 *
 * @param modelVersion content hash of the model
 * @param backend that answered, with its version
 * @param folds how many models answered together
 * @param split the table of rows, as its file is named
 * @param splitSha256 of that file
 * @param skipped rows of the split that were not answered: pictures that cannot be read, labels that are not a class
 * @param modelBytes size of the model's files together
 * @param millisecondsPerPicture time of one picture, from file to answer, with all threads of the run
 */
public record RunFacts(
        Optional<String> modelVersion,
        Optional<String> backend,
        OptionalInt folds,
        Optional<String> split,
        Optional<String> splitSha256,
        OptionalInt skipped,
        OptionalLong modelBytes,
        OptionalDouble millisecondsPerPicture) {
    /** Nothing is known. */
    public static final RunFacts UNKNOWN = new RunFacts(
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            OptionalDouble.empty());
}
