package io.pokeai.aug.commands.internal;

import io.pokeai.aug.evaluation.run.EngineModel;
import io.pokeai.aug.evaluation.run.EvaluationRun;
import io.pokeai.aug.evaluation.run.FoldFolder;
import io.pokeai.aug.evaluation.run.OutOfFold;
import io.pokeai.aug.evaluation.run.PictureFolder;
import io.pokeai.cli.CliSession;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.FolderLayout;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.dataset.PictureTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks each fold of a model for the rows that it was not trained on, one fold after the other. */
final class FoldsAlone {
    private final CliSession session;
    private final EngineModel ensemble;
    private final PictureFolder pictures;
    private final EvaluationProgress progress;

    FoldsAlone(CliSession session, EngineModel ensemble, PictureFolder pictures, EvaluationProgress progress) {
        this.session = session;
        this.ensemble = ensemble;
        this.pictures = pictures;
        this.progress = progress;
    }

    /**
     * @throws EngineException {@code INVALID_ARGUMENT} when the model has no folds; {@code NOT_A_FILE} when the rows of one are
     *     missing
     */
    OutOfFold ask(EvaluationRun run) throws InterruptedException {
        List<Integer> numbers = ensemble.spec().foldNumbers();
        if (numbers.isEmpty()) {
            throw EngineException.invalidArgument(
                    "Model '" + ensemble.spec().name() + "' has no folds, so there are no out-of-fold predictions.",
                    "Leave out --oof, or evaluate an ensemble of folds.");
        }
        List<PictureTable> tables = new ArrayList<>();
        for (int number : numbers) {
            tables.add(PictureTable.read(session.settings()
                    .artifacts()
                    .resolve("folds")
                    .resolve("fold_" + number)
                    .resolve("val.csv")));
        }
        List<OutOfFold.Part> parts = new ArrayList<>();
        for (int index = 0; index < numbers.size(); index++) {
            if (!tables.get(index).rows().isEmpty()) {
                parts.add(ask(run, index, numbers.get(index), tables.get(index)));
            }
        }
        return new OutOfFold(ensemble.identity().model(), parts);
    }

    private OutOfFold.Part ask(EvaluationRun run, int index, int number, PictureTable table)
            throws InterruptedException {
        progress.part("fold " + number + ": ");
        EngineSettings settings = session.settings();
        ModelSpec spec = ensemble.spec();
        FoldFolder folder =
                FoldFolder.make(run.beside("fold_" + number), settings.artifacts(), spec, index);
        FolderLayout layout = settings.layout();
        EngineSettings alone = settings.withArtifacts(folder.path())
                .withWatch(false)
                .withLayout(new FolderLayout(Optional.empty(), layout.yoloRun(), layout.yoloModel()));
        try (Engine engine = session.openEngine(alone)) {
            EngineModel fold = EngineModel.open(
                    engine, spec.name(), ensemble.identity().model());
            requireAlone(fold.spec(), number);
            return new OutOfFold.Part(number, run.ask("oof_fold_" + number, fold, table, pictures));
        } finally {
            folder.delete();
        }
    }

    private static void requireAlone(ModelSpec fold, int number) {
        Path file = fold.files().get(0);
        if (fold.files().size() != 1 || !Files.exists(file) || !fold.foldNumbers().equals(List.of(number))) {
            throw EngineException.invalidArgument(
                    "Fold " + number + " of '" + fold.name() + "' cannot be opened alone: " + fold.files() + " were found.",
                    "Evaluate without --oof, and report it with the output of 'pokeai models'.");
        }
    }
}
