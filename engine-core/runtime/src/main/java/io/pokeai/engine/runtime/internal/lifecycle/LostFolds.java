package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.discovery.FileNames;
import io.pokeai.engine.runtime.internal.discovery.ModelFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Folds of a loaded ensemble whose files are no longer in the folder.
 *
 * <p>A file usually vanishes by mistake or because a disk is away, and an ensemble of fewer folds gives other answers that look
 * like the old ones. So a loaded ensemble keeps answering with all its folds until a swap or load allows fewer.
 *
 * @param files that are gone, at least one
 * @param kept numbers of all folds that answer, including those whose files are gone
 * @param left numbers of the folds that the folder has now
 */
record LostFolds(List<Path> files, List<Integer> kept, List<Integer> left) {
    LostFolds {
        files = List.copyOf(files);
        kept = List.copyOf(kept);
        left = List.copyOf(left);
    }

    /**
     * What the folds that answer would lose. A fold is not lost while the folder has a fold of its number, whatever the content,
     * or its content, whatever the number.
     */
    static Optional<LostFolds> between(Candidate answering, Candidate next) {
        boolean sameModel = answering.origin().pattern().equals(next.origin().pattern());
        if (answering.origin().isLone() || !sameModel) {
            return Optional.empty();
        }
        Set<String> contents = next.parts().stream().map(ModelSpec::version).collect(Collectors.toSet());
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

    /** What the folds that answer have lost, where the files that the folder has now were rejected. */
    static Optional<LostFolds> between(Candidate answering, List<Path> rejected) {
        List<ModelFiles.Fold> folds = answering.origin().folds();
        List<ModelFiles.Fold> left =
                folds.stream().filter(fold -> rejected.contains(fold.file())).toList();
        if (answering.origin().isLone() || left.isEmpty()) {
            return Optional.empty();
        }
        List<Path> lost = folds.stream()
                .map(ModelFiles.Fold::file)
                .filter(file -> !rejected.contains(file))
                .toList();
        return of(lost, answering, left.stream().map(ModelFiles.Fold::number).toList());
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

    /** The error for a swap or load that would replace the loaded folds by fewer. */
    EngineException refusal(String model) {
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                "Model '" + model + "' answers by " + ModelFiles.named(kept) + ", and " + shown()
                        + (files.size() == 1 ? " is" : " are") + " no longer there; left: " + ModelFiles.named(left)
                        + ".",
                "Put the files back. If fewer folds are meant, allow other folds.");
    }
}
