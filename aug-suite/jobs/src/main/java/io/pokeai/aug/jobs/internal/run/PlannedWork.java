package io.pokeai.aug.jobs.internal.run;

import io.pokeai.aug.jobs.JobEngine;
import io.pokeai.aug.jobs.JobKind;
import io.pokeai.aug.jobs.JobModel;
import io.pokeai.aug.jobs.JobResult;
import io.pokeai.aug.jobs.JobSettings;
import io.pokeai.aug.jobs.internal.store.StoredJob;
import io.pokeai.aug.robustness.plan.PlanFile;
import java.nio.file.Path;
import java.util.List;

/**
 * Does what an order says: pins its models once, opens them in an engine of the job's own, and asks them.
 *
 * @param settings where data sets are, and how many threads a job has
 * @param engine that the models are from
 */
public record PlannedWork(JobSettings settings, JobEngine engine) implements JobWork {
    @Override
    public JobResult run(StoredJob job, StopSwitch stop) throws InterruptedException {
        Pins pins = pins(job);
        stop.require();
        JobPictures pictures = JobPictures.of(
                job.order(),
                new DataFolders(settings.dataRoot(), engine.uploads()),
                settings.directory(),
                engine.settings().artifacts());
        try (PinnedEngine own = PinnedEngine.open(engine, pins, settings.threads())) {
            PacedEngine paced = new PacedEngine(own.engine(), new BatchPace(engine.traffic(), stop, settings.share()));
            return job.order().kind() == JobKind.ROBUSTNESS
                    ? new RobustnessWork(engine, own, paced, pictures, job, stop).run()
                    : new EvaluationWork(engine, own, paced, pictures, job, stop)
                            .run(pins.models().get(0));
        }
    }

    private Pins pins(StoredJob job) {
        Path inputs = job.folder().inputs();
        Pins pins = Pins.areIn(inputs)
                ? Pins.read(inputs)
                : new Pinning(engine.serving(), engine.settings().artifacts())
                        .pin(
                                job.order().plan().models().stream()
                                        .map(PlanFile.Model::name)
                                        .toList(),
                                inputs);
        List<JobModel> models = pins.models().stream()
                .map(pin -> new JobModel(pin.name(), pin.version()))
                .toList();
        if (!job.status().models().equals(models)) {
            job.pinned(models);
        }
        return pins;
    }

    @Override
    public boolean isPossible(StoredJob job) {
        Path inputs = job.folder().inputs();
        if (!Pins.areIn(inputs)) {
            return true; // the next turn tries to pin them
        }
        try (PinnedEngine own = PinnedEngine.open(engine, Pins.read(inputs), 1)) {
            return own.isPossible();
        }
    }
}
