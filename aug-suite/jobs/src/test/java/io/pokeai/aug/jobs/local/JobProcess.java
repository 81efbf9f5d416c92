package io.pokeai.aug.jobs.local;

import io.pokeai.aug.jobs.Job;
import io.pokeai.aug.jobs.JobService;
import io.pokeai.engine.testkit.Gate;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A process with a job, for {@link JobKillTest} to kill: slow, and paused or cancelled after its twentieth picture if it is told so. */
final class JobProcess {
    private static final long PICTURE_NANOS = 4_000_000;
    private static final int TWENTIETH = 20;

    private JobProcess() {}

    /** @param arguments folder of the fixture; {@code pause}, {@code cancel} or {@code none} */
    public static void main(String... arguments) throws Exception {
        try (JobFixture fixture = new JobFixture(Path.of(arguments[0]))) {
            fixture.shift.hold(n -> {
                LockSupport.parkNanos(PICTURE_NANOS);
                return Gate.opened();
            });
            try (JobService jobs = fixture.open()) {
                Job job = jobs.submit(JobFixture.shifted(), Optional.of("k")).job();
                while (fixture.shift.applied() < TWENTIETH
                        && !job.status().state().isEnd()) {
                    Thread.sleep(1);
                }
                if (arguments[1].equals("pause")) {
                    job.pause();
                } else if (arguments[1].equals("cancel")) {
                    job.cancel();
                }
                while (!job.status().state().isEnd()) {
                    Thread.sleep(1);
                }
            }
        }
    }
}
