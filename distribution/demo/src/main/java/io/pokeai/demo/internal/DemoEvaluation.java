package io.pokeai.demo.internal;

import io.pokeai.aug.evaluation.run.EvaluationListener;
import io.pokeai.aug.evaluation.run.PictureFolder;
import io.pokeai.aug.reports.evaluate.ModelEvaluation;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.dataset.DatasetIndexer;
import io.pokeai.engine.dataset.PreprocessListener;
import io.pokeai.engine.dataset.Preprocessing;
import io.pokeai.engine.dataset.SplitSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** From the demo's pictures to a report: what {@code pokeai preprocess} and {@code pokeai evaluate} do. */
final class DemoEvaluation {
    private final DemoFolder folder;
    private final Engine engine;
    private final EngineSettings settings;

    DemoEvaluation(DemoFolder folder, Engine engine, EngineSettings settings) {
        this.folder = folder;
        this.engine = engine;
        this.settings = settings;
    }

    /** A data set has one folder for each class; the pictures lie there once more, without taking more room. */
    Preprocessing.Report prepare(List<Drawing> drawings) throws IOException, InterruptedException {
        for (Drawing drawing : drawings) {
            Path home = folder.dataset().resolve(drawing.creature().label());
            Files.createDirectories(home);
            Path picture = folder.pictures().resolve(drawing.fileName());
            try {
                Files.createLink(home.resolve(drawing.fileName()), picture);
            } catch (IOException | UnsupportedOperationException e) {
                Files.copy(picture, home.resolve(drawing.fileName())); // a file system without hard links
            }
        }
        return new Preprocessing(folder.evaluation(), SplitSettings.DEFAULT, PreprocessListener.SILENT)
                .ofFolder(folder.dataset(), new DatasetIndexer(engine.imaging(), settings.threads()));
    }

    /** On all pictures of the data set: the model has seen none of them. */
    ModelEvaluation.Report evaluate() throws InterruptedException {
        return new ModelEvaluation(
                        engine,
                        settings.withArtifacts(folder.evaluation()),
                        other -> {
                            throw new IllegalStateException("the demo asks no fold alone");
                        },
                        EvaluationListener.SILENT)
                .evaluate(
                        CreatureModel.NAME,
                        folder.evaluation().resolve("dedup_index.csv"),
                        new PictureFolder(folder.path(), Optional.of(folder.dataset())),
                        new ModelEvaluation.Extras(false, false));
    }
}
