package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Folds of an ensemble that answers, and whose files are not among those that the folder has now.
 *
 * <p>A file that vanishes is more often a slip or a disk than a decision, and an ensemble of fewer folds gives other answers
 * that look like the old ones. So what is loaded goes on with all its folds until somebody asks for fewer.
 *
 * @param files that are gone, at least one
 * @param kept numbers of the folds that answer, those that are gone included
 * @param left numbers of the folds that the folder has now
 */
record LostFolds(List<Path> files, List<Integer> kept, List<Integer> left) {
    LostFolds {
        files = List.copyOf(files);
        kept = List.copyOf(kept);
        left = List.copyOf(left);
    }

    /**
     * What the folds that answer would lose. A fold is not lost while its number is there, with whatever content, or its
     * content, under whatever number.
     */
    static Optional<LostFolds> between(Candidate answering, Candidate next) {
        if (isOther(answering, next.origin().pattern())) {
            return Optional.empty();
        }
        Set<String> contents = next.parts().stream().map(part -> part.version()).collect(Collectors.toSet());
        List<Path> lost = new ArrayList<>();
        for (int i = 0; i < answering.parts().size(); i++) {
            ModelFiles.Fold fold = answering.origin().folds().get(i);
            boolean numbered = next.origin().numbers().contains(fold.number());
            if (!numbered && !contents.contains(answering.parts().get(i).version())) {
                lost.add(fold.file());
            }
        }
        return of(lost, answering, next.origin().numbers());
    }

    /** The folds that answer whose files are not among those that the folder has now, where those cannot be used. */
    static Optional<LostFolds> between(Candidate answering, List<Path> rejected) {
        if (answering.origin().isLone()) {
            return Optional.empty();
        }
        List<ModelFiles.Fold> folds = answering.origin().folds();
        boolean sameModel = folds.stream().anyMatch(fold -> rejected.contains(fold.file()));
        List<Path> lost = folds.stream()
                .map(ModelFiles.Fold::file)
                .filter(file -> sameModel && !rejected.contains(file))
                .toList();
        return of(
                lost,
                answering,
                folds.stream()
                        .filter(fold -> !lost.contains(fold.file()))
                        .map(ModelFiles.Fold::number)
                        .toList());
    }

    private static boolean isOther(Candidate answering, String pattern) {
        return answering.origin().isLone() || !answering.origin().pattern().equals(pattern);
    }

    private static Optional<LostFolds> of(List<Path> lost, Candidate answering, List<Integer> left) {
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of(new LostFolds(lost, answering.origin().numbers(), left));
    }

    /** For a note: the files that are gone. */
    String shown() {
        return files.stream().map(FileNames::shown).collect(Collectors.joining(", "));
    }

    /** Why folds that are left do not simply take over. */
    EngineException refusal(String model) {
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                "Model '" + model + "' answers by " + ModelFiles.named(kept) + ", and " + shown()
                        + (files.size() == 1 ? " is" : " are") + " no longer there; left: " + ModelFiles.named(left)
                        + ".",
                "Put the files back. If fewer folds are meant, allow other folds.");
    }
}
