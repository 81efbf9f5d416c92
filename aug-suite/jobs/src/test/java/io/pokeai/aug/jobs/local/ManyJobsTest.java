package io.pokeai.aug.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.jobs.Job;
import io.pokeai.aug.jobs.JobFilter;
import io.pokeai.aug.jobs.JobKind;
import io.pokeai.aug.jobs.JobPage;
import io.pokeai.aug.jobs.JobService;
import io.pokeai.aug.jobs.JobState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ManyJobsTest {
    private static final int JOBS = 10_000;

    @TempDir
    Path folder;

    /** Prints what it takes: a test that is timed fails on a machine that is busy. */
    @Test
    void tenThousandEndedJobsAreOpenedAndListed() throws Exception {
        try (JobFixture fixture = new JobFixture(folder)) {
            try (JobService jobs = fixture.open()) {
                Job job = JobFixture.submit(jobs, JobFixture.shifted());
                JobFixture.until(job, JobState.SUCCEEDED);
            }
            multiply(folder.resolve("jobs/jobs"));
            long start = System.nanoTime();
            try (JobService jobs = LocalJobs.open(fixture.settings, fixture.jobEngine())) {
                System.out.printf("opened in %.0f ms%n", (System.nanoTime() - start) / 1e6);
                JobFilter filter =
                        new JobFilter(Set.of(JobState.SUCCEEDED), Optional.of(JobKind.ROBUSTNESS), Optional.of("b"));
                for (int i = 0; i < 5; i++) {
                    start = System.nanoTime();
                    Optional<String> token = Optional.empty();
                    int listed = 0;
                    do {
                        JobPage page = jobs.list(filter, token, 1000);
                        listed += page.jobs().size();
                        token = page.next();
                    } while (token.isPresent());
                    System.out.printf("listed %d in %.1f ms%n", listed, (System.nanoTime() - start) / 1e6);
                    assertThat(listed).isEqualTo(JOBS);
                }
            }
        }
    }

    private static void multiply(Path jobs) throws Exception {
        Path first;
        try (var found = Files.list(jobs)) {
            first = found.findFirst().orElseThrow();
        }
        String id = String.valueOf(first.getFileName());
        String status = Files.readString(first.resolve("status.json"));
        for (int i = 2; i <= JOBS; i++) {
            String other = String.format(Locale.ROOT, "%08d-%08x", i, i);
            Path copy = Files.createDirectory(jobs.resolve(other));
            for (String name : new String[] {"order.json", "journal.jsonl", "manifest.json"}) {
                Files.createLink(copy.resolve(name), first.resolve(name));
            }
            Files.writeString(copy.resolve("status.json"), status.replace(id, other));
        }
    }
}
