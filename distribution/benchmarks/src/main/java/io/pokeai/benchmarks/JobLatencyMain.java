package io.pokeai.benchmarks;

import io.pokeai.aug.jobs.Job;
import io.pokeai.aug.jobs.JobEngine;
import io.pokeai.aug.jobs.JobOrder;
import io.pokeai.aug.jobs.JobService;
import io.pokeai.aug.jobs.JobSettings;
import io.pokeai.aug.jobs.JobState;
import io.pokeai.aug.jobs.Traffic;
import io.pokeai.aug.jobs.Uploads;
import io.pokeai.aug.jobs.local.LocalJobs;
import io.pokeai.aug.robustness.receipt.ReceiptBuild;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.api.catalog.Perturbations;
import io.pokeai.engine.runtime.PokeAi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code [CALLERS [SECONDS [ROUNDS [yes|no]]]]}: what callers notice of a robustness job. Phases with the job paused and with the job
 * running take turns; each call is a photo of 500 × 375 from its file to the prediction. With {@code no}, the job does not give way.
 */
public final class JobLatencyMain {
    private static final int PICTURES = 2000;

    private JobLatencyMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int callers = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        boolean gives = args.length <= 3 || args[3].equals("yes");
        Workload workload = Workload.find();
        Path photo = workload.photo(Workload.SMALL);
        Path root =
                Files.createTempDirectory(workload.artifacts().toAbsolutePath().getParent(), "jobs");
        Path data = root.resolve("data/photos/class 0");
        Files.createDirectories(data);
        for (int i = 0; i < PICTURES; i++) {
            Files.createLink(data.resolve(i + ".jpg"), photo);
        }
        EngineSettings settings = EngineSettings.of(workload.artifacts()).withWatch(false);
        Calls calls = new Calls();
        try (Engine engine = PokeAi.open(settings);
                JobService jobs = LocalJobs.open(
                        JobSettings.of(root.resolve("jobs"), root, settings.threads())
                                .withDataRoot(root.resolve("data")),
                        engine(engine, settings, gives ? calls : Traffic.NONE))) {
            Callers calling = new Callers(callers, () -> calls.count(() -> engine.classify(Workload.MODEL, photo)));
            calling.during(Callers.seconds(seconds));
            Job job = jobs.submit(order(), Optional.empty()).job();
            await(job, JobState.RUNNING);
            Latencies quiet = Latencies.NONE;
            Latencies busy = Latencies.NONE;
            long answers = 0;
            for (int round = 0; round < rounds; round++) {
                job.pause();
                await(job, JobState.PAUSED);
                quiet = quiet.and(calling.during(Callers.seconds(seconds)));
                job.resume();
                await(job, JobState.RUNNING);
                long before = job.status().progress().finishedAnswers();
                busy = busy.and(calling.during(Callers.seconds(seconds)));
                answers += job.status().progress().finishedAnswers() - before;
            }
            job.cancel();
            quiet.print("without a job", "0 answers of the job");
            busy.print("with a job", answers + " answers of the job");
            System.out.printf(
                    Locale.ROOT,
                    "p50 with / without: %.2f, p99 with / without: %.2f%n",
                    busy.percentile(50) / quiet.percentile(50),
                    busy.percentile(99) / quiet.percentile(99));
        }
    }

    private static JobEngine engine(Engine engine, EngineSettings settings, Traffic traffic) {
        ClassLoader loader = JobLatencyMain.class.getClassLoader();
        return new JobEngine(
                engine,
                settings,
                PokeAi::open,
                () -> Augmentations.onClassPath(loader),
                () -> Perturbations.onClassPath(loader),
                ReceiptBuild.UNKNOWN,
                traffic,
                Uploads.NONE);
    }

    private static JobOrder order() {
        return JobOrder.read("{\"models\":[\"resnet18\"],\"data\":\"photos\",\"suites\":[\"pokeai\"],\"report\":false}"
                .getBytes(StandardCharsets.UTF_8));
    }

    private static void await(Job job, JobState state) throws InterruptedException {
        while (job.status().state() != state) {
            if (job.status().state().isEnd()) {
                throw new IllegalStateException(job.status().toString());
            }
            Thread.sleep(10);
        }
    }

    /** The calls of this program. */
    private static final class Calls implements Traffic {
        private final AtomicLong begun = new AtomicLong();
        private final AtomicInteger inFlight = new AtomicInteger();

        void count(Runnable call) {
            begun.incrementAndGet();
            inFlight.incrementAndGet();
            call.run();
            inFlight.decrementAndGet();
        }

        @Override
        public long begun() {
            return begun.get();
        }

        @Override
        public int inFlight() {
            return inFlight.get();
        }
    }
}
