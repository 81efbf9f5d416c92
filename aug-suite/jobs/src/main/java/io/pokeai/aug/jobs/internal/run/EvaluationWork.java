package io.pokeai.aug.jobs.internal.run;

import io.pokeai.aug.jobs.JobEngine;
import io.pokeai.aug.jobs.JobExtras;
import io.pokeai.aug.jobs.JobResult;
import io.pokeai.aug.jobs.internal.store.StoredJob;
import io.pokeai.aug.reports.evaluate.ModelEvaluation;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A turn of an evaluation job, as {@code pokeai evaluate} works in an artifacts folder.
 *
 * @param engine opens folds alone
 * @param own with the pinned model
 * @param paced the same engine, for long runs
 */
record EvaluationWork(
        JobEngine engine, PinnedEngine own, PacedEngine paced, JobPictures pictures, StoredJob job, StopSwitch stop) {
    private static final double PERCENT = 100;

    JobResult run(Pins.Pin model) throws InterruptedException {
        Path table = pictures.table();
        own.tested();
        JobExtras extras = job.order().extras();
        stop.begin(job);
        ModelEvaluation.Report report = new ModelEvaluation(
                        paced,
                        own.settings(),
                        this::fold,
                        new JobListener(job, stop),
                        job.folder().files())
                .evaluate(
                        own.asked(model),
                        model.name(),
                        table,
                        pictures.pictureFolder(),
                        new ModelEvaluation.Extras(extras.leaks(), extras.outOfFold()));
        report.notes().forEach(job::note);
        String sentence = String.format(
                Locale.ROOT,
                "'%s' has %.2f %% of the pictures right.",
                model.name(),
                PERCENT * report.evaluation().accuracy().value());
        return new JobResult(sentence, report.leftOut().size(), Optional.empty());
    }

    @SuppressWarnings("MustBeClosedChecker") // the evaluation closes it
    private Engine fold(EngineSettings settings) {
        return new PacedEngine(engine.engines().open(settings), paced.pace());
    }
}
