package io.pokeai.aug.reports.evaluate;

import io.pokeai.aug.evaluation.run.EngineModel;
import io.pokeai.aug.evaluation.run.EvaluationRun;
import io.pokeai.aug.evaluation.run.FoldFolder;
import io.pokeai.aug.evaluation.run.OutOfFold;
import io.pokeai.aug.evaluation.run.PictureFolder;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.FolderLayout;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.dataset.PictureTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks each fold of a model for the rows that it was not trained on, one fold after the other. */
final class FoldsAlone {
    private static final Pattern FOLD = Pattern.compile("_fold(\\d{1,6})(?=\\D|$)");

    private final EngineFactory engines;
    private final EngineSettings settings;
    private final EngineModel ensemble;
    private final List<Integer> numbers;
    private final List<PictureTable> tables = new ArrayList<>();

    /**
     * Reads the rows of all folds: missing files are found before the model is asked.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when the model has no folds; {@code NOT_A_FILE} when the rows of one are
     *     missing
     */
    FoldsAlone(EngineFactory engines, EngineSettings settings, EngineModel ensemble) {
        this.engines = engines;
        this.settings = settings;
        this.ensemble = ensemble;
        this.numbers = numbers(ensemble.spec());
        if (numbers.isEmpty()) {
            throw EngineException.invalidArgument(
                    "Model '" + ensemble.spec().name() + "' has no folds, so there are no out-of-fold predictions.",
                    "Leave out --oof, or evaluate an ensemble of folds.");
        }
        for (int number : numbers) {
            tables.add(PictureTable.read(settings.artifacts()
                    .resolve("folds")
                    .resolve("fold_" + number)
                    .resolve("val.csv")));
        }
    }

    /** The numbers of the folds. A model of one file is not an ensemble: its number is only in the name of the file. */
    private static List<Integer> numbers(ModelSpec spec) {
        if (!spec.foldNumbers().isEmpty() || spec.files().size() != 1) {
            return spec.foldNumbers();
        }
        for (Path part : spec.files().get(0)) {
            Matcher matcher = FOLD.matcher(part.toString());
            if (matcher.find()) {
                return List.of(Integer.valueOf(matcher.group(1)));
            }
        }
        return List.of();
    }

    OutOfFold ask(EvaluationRun run, PictureFolder pictures) throws InterruptedException {
        List<OutOfFold.Part> parts = new ArrayList<>();
        for (int index = 0; index < numbers.size(); index++) {
            if (!tables.get(index).rows().isEmpty()) {
                parts.add(ask(run, pictures, index));
            }
        }
        return new OutOfFold(ensemble.identity().model(), parts);
    }

    private OutOfFold.Part ask(EvaluationRun run, PictureFolder pictures, int index) throws InterruptedException {
        int number = numbers.get(index);
        ModelSpec spec = ensemble.spec();
        FoldFolder folder = FoldFolder.make(run.beside("fold_" + number), settings.artifacts(), spec, index);
        FolderLayout layout = settings.layout();
        EngineSettings alone = settings.withArtifacts(folder.path())
                .withWatch(false)
                .withLayout(new FolderLayout(Optional.empty(), layout.yoloRun(), layout.yoloModel()));
        try (Engine engine = engines.open(alone)) {
            EngineModel fold =
                    EngineModel.open(engine, spec.name(), ensemble.identity().model());
            if (fold.spec().files().size() != 1) {
                throw EngineException.invalidArgument(
                        "Fold " + number + " of '" + spec.name() + "' cannot be opened alone: "
                                + fold.spec().files() + " were found.",
                        "Evaluate without --oof, and report it with the output of 'pokeai models'.");
            }
            return new OutOfFold.Part(number, run.ask("oof_fold_" + number, fold, tables.get(index), pictures));
        } finally {
            folder.delete();
        }
    }
}
