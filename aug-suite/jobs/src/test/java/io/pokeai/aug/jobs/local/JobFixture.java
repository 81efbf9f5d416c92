package io.pokeai.aug.jobs.local;

import io.pokeai.aug.jobs.Job;
import io.pokeai.aug.jobs.JobEngine;
import io.pokeai.aug.jobs.JobEvent;
import io.pokeai.aug.jobs.JobEvents;
import io.pokeai.aug.jobs.JobOrder;
import io.pokeai.aug.jobs.JobService;
import io.pokeai.aug.jobs.JobSettings;
import io.pokeai.aug.jobs.JobState;
import io.pokeai.aug.jobs.Traffic;
import io.pokeai.aug.jobs.Uploads;
import io.pokeai.aug.robustness.receipt.ReceiptBuild;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.api.catalog.Perturbations;
import io.pokeai.engine.runtime.PokeAi;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Jobs over the real engine with fake models {@code a} and {@code b}, and the data set {@code photos}: 24 pictures in the folders
 * {@code zero} and {@code two}, all of which both models answer rightly; {@code shift} makes some of the dark ones light.
 */
final class JobFixture implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(60);
    static final int PICTURES = 24;

    final Path folder;
    final Path artifacts;
    final GreyShift shift = new GreyShift();
    final Engine engine;
    final EngineSettings engineSettings;
    JobSettings settings;

    JobFixture(Path folder) throws IOException {
        this.folder = folder;
        artifacts = Files.createDirectories(folder.resolve("artifacts"));
        if (!Files.exists(artifacts.resolve("a.onnx"))) {
            Files.writeString(artifacts.resolve("classes.txt"), "zero\none\ntwo\n");
            FakeClassifierFactory.write(artifacts.resolve("a.onnx"), 1);
            FakeClassifierFactory.write(artifacts.resolve("b.onnx"), 2);
            photos(folder.resolve("data").resolve("photos"));
        }
        System.setProperty("pokeai.natives", folder.resolve("natives").toString());
        engineSettings = EngineSettings.of(artifacts)
                .withThreads(2)
                .withDevices(List.of("cpu"))
                .withWatch(false);
        engine = PokeAi.open(engineSettings);
        settings = JobSettings.of(folder.resolve("jobs"), folder, 2).withDataRoot(folder.resolve("data"));
    }

    private static void photos(Path photos) throws IOException {
        for (int i = 0; i < PICTURES; i++) {
            boolean dark = i % 2 == 0;
            Path of = Files.createDirectories(photos.resolve(dark ? "zero" : "two"));
            Files.writeString(of.resolve(String.format("%02d.png", i)), String.valueOf(dark ? 20 + 2 * i : 70 + 2 * i));
        }
    }

    JobEngine jobEngine() {
        return new JobEngine(
                engine,
                engineSettings,
                PokeAi::open,
                () -> new Augmentations(List.of(shift)),
                () -> new Perturbations(List.of()),
                ReceiptBuild.UNKNOWN,
                Traffic.NONE,
                Uploads.NONE);
    }

    @SuppressWarnings("MustBeClosedChecker") // the test closes it
    JobService open() {
        return LocalJobs.open(settings, jobEngine());
    }

    static JobOrder order(String json) {
        return JobOrder.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** Both models, one corruption at three severities, no page. */
    static JobOrder shifted() {
        return order("{'models':['a','b'],'data':'photos','corruptions':['shift'],'report':false}");
    }

    /** All events of a job until it is at its end, paused, or nothing comes for a long time. */
    static List<JobEvent> until(Job job, JobState state) throws InterruptedException {
        List<JobEvent> seen = new ArrayList<>();
        long deadline = System.nanoTime() + LONG.toNanos();
        try (JobEvents events = job.events(0)) {
            while (job.status().state() != state) {
                seen.addAll(events.next(100, Duration.ofMillis(20)));
                if (System.nanoTime() > deadline
                        || (job.status().state().isEnd() && job.status().state() != state)) {
                    throw new AssertionError("job is " + job.status() + " instead of " + state);
                }
            }
            seen.addAll(events.next(10_000, Duration.ZERO));
        }
        return seen;
    }

    static Job submit(JobService jobs, JobOrder order) {
        return jobs.submit(order, Optional.empty()).job();
    }

    @Override
    public void close() {
        engine.close();
    }
}
