package io.pokeai.djl.training.internal.run;

import io.pokeai.djl.training.internal.teacher.Targets;
import io.pokeai.djl.training.internal.teacher.Tutors;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.dataset.PictureRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out which folds of a teacher have seen which pictures. */
record TutorTables(Path artifacts, FoldTables tables) {
    /**
     * @param fold whose training pictures are taught
     * @throws EngineException {@code INVALID_ARGUMENT} when the teacher has no folds, when all of them have seen all pictures, or when
     *     they were trained with other tables; {@code NOT_A_FILE} when a table is gone
     */
    Tutors tutors(Targets targets, ModelSpec teacher, int fold) {
        List<String> pictures =
                tables.rows(fold, "train").stream().map(PictureRow::path).toList();
        if (targets == Targets.ENSEMBLE) {
            return Tutors.whole(pictures.size());
        }
        if (teacher.foldNumbers().size() < 2) {
            throw EngineException.invalidArgument(
                    "The teacher '" + teacher.name() + "' has no folds that were trained with different pictures.",
                    "Use '--targets " + Targets.ENSEMBLE.id() + "'.");
        }
        List<Set<String>> seen = new ArrayList<>();
        for (int number : teacher.foldNumbers()) {
            requireSameTable(teacher, number);
            Set<String> paths = new HashSet<>();
            tables.rows(number, "train").forEach(row -> paths.add(row.path()));
            seen.add(paths);
        }
        Tutors tutors = Tutors.outOfFold(pictures, seen);
        if (tutors.byAll() == pictures.size()) {
            throw EngineException.invalidArgument(
                    "All folds of the teacher '" + teacher.name() + "' were trained with all pictures of fold " + fold
                            + ".",
                    "Use '--targets " + Targets.ENSEMBLE.id() + "'.");
        }
        return tutors;
    }

    /** Where it is known what a fold was trained with, it has to be the table that is there. */
    private void requireSameTable(ModelSpec teacher, int number) {
        Object folds = new TrainingRecordFile(artifacts)
                .find(teacher.name())
                .map(entry -> entry.get("folds"))
                .orElse("");
        if (folds instanceof Map<?, ?> all
                && all.get(String.valueOf(number)) instanceof Map<?, ?> hashes
                && hashes.get("train") instanceof String hash
                && !hash.equals(tables.hash(number, "train"))) {
            throw EngineException.invalidArgument(
                    "Fold " + number + " of the teacher '" + teacher.name() + "' was trained with another "
                            + tables.file(number, "train") + ".",
                    "Bring that table back, or use '--targets " + Targets.ENSEMBLE.id() + "'.");
        }
    }
}
