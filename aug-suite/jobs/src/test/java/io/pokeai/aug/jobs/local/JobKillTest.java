package io.pokeai.aug.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.jobs.Job;
import io.pokeai.aug.jobs.JobEvent;
import io.pokeai.aug.jobs.JobService;
import io.pokeai.aug.jobs.JobState;
import io.pokeai.aug.jobs.JobTransitions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes that are killed with SIGKILL, and what the next process makes of their jobs. */
class JobKillTest {
    @TempDir
    Path folder;

    private Map<String, String> whole = Map.of();

    /** What an uninterrupted run writes, in the folder that all others work in, too. */
    @BeforeEach
    void undisturbed() throws Exception {
        try (JobFixture fixture = new JobFixture(folder);
                JobService jobs = fixture.open()) {
            Job job = JobFixture.submit(jobs, JobFixture.shifted());
            JobFixture.until(job, JobState.SUCCEEDED);
            whole = results(job);
            job.delete();
        }
    }

    /** Files by name; those that are named after a cell's time or hold one are not among them. */
    private static Map<String, String> results(Job job) {
        Map<String, String> results = new TreeMap<>();
        job.artefacts().forEach(file -> results.put(file.path(), file.sha256()));
        return results;
    }

    @ParameterizedTest
    @CsvSource({"RUNNING, none", "PAUSING, pause"})
    void killedInAState(JobState state, String wish) throws Exception {
        killedIn(state, wish);
    }

    @ParameterizedTest
    @Tag("slow")
    @CsvSource({"QUEUED, none", "PREPARING, none", "PAUSED, pause", "CANCELLING, cancel", "SUCCEEDED, none"})
    void killedInAnyOtherState(JobState state, String wish) throws Exception {
        killedIn(state, wish);
    }

    private void killedIn(JobState state, String wish) throws Exception {
        String sign = state == JobState.QUEUED ? "\"created\"" : "\"to\":\"" + state + '"';
        Process process = start(wish);
        await(process, sign);
        goOn(kill(process));
    }

    @Test
    @Tag("slow")
    void killedAtTwentyMoments() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            String wish = List.of("none", "none", "pause", "cancel").get(random.nextInt(4));
            Process process = start(wish);
            await(process, "\"created\"");
            process.waitFor(random.nextInt(700), TimeUnit.MILLISECONDS);
            try {
                goOn(kill(process));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ", kill " + i, e);
            }
        }
    }

    private Process start(String wish) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        JobProcess.class.getName(),
                        folder.toString(),
                        wish)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
    }

    private void await(Process process, String sign) throws Exception {
        long deadline = System.nanoTime() + JobFixture.LONG.toNanos();
        while (!journal().contains(sign)) {
            assertThat(System.nanoTime())
                    .as(Files.readString(folder.resolve("output.txt")))
                    .isLessThan(deadline);
            assertThat(process.isAlive() || journal().contains(sign))
                    .as(Files.readString(folder.resolve("output.txt")))
                    .isTrue();
            Thread.sleep(1);
        }
    }

    /** What a reader may have seen: the whole lines. */
    private String journal() throws IOException {
        Path jobs = folder.resolve("jobs/jobs");
        try (Stream<Path> folders = Files.list(jobs)) {
            for (Path job : folders.toList()) {
                if (!job.getFileName().toString().startsWith(".") && Files.exists(job.resolve("journal.jsonl"))) {
                    String text = Files.readString(job.resolve("journal.jsonl"), StandardCharsets.UTF_8);
                    return text.substring(0, text.lastIndexOf('\n') + 1);
                }
            }
        }
        return "";
    }

    private List<String> kill(Process process) throws Exception {
        List<String> seen = journal().lines().toList();
        process.destroyForcibly().waitFor();
        return seen;
    }

    private void goOn(List<String> seen) throws Exception {
        try (JobFixture fixture = new JobFixture(folder);
                JobService jobs = fixture.open()) {
            Job job = jobs.submit(JobFixture.shifted(), java.util.Optional.of("k"))
                    .job();
            JobState state = job.status().state();
            assertThat(state).isNotIn(JobState.PAUSING, JobState.CANCELLING, JobState.INTERRUPTED);
            if (state == JobState.PAUSED) {
                job.resume();
            }
            List<JobEvent> events =
                    JobFixture.until(job, state == JobState.CANCELLED ? JobState.CANCELLED : JobState.SUCCEEDED);
            assertThat(events.stream().map(JobEvent::json).toList().subList(0, seen.size()))
                    .isEqualTo(seen);
            assertLegal(events);
            if (state != JobState.CANCELLED) {
                assertThat(results(job)).isEqualTo(whole);
                assertThat(events.stream().filter(event -> event.type().equals("cell")))
                        .as("each cell is told once")
                        .hasSize(8);
            }
            job.delete();
        }
    }

    private static void assertLegal(List<JobEvent> events) {
        JobState state = JobState.QUEUED;
        for (JobEvent event : events) {
            if (event.type().equals("state")) {
                JobState next = JobState.valueOf(event.json().replaceFirst(".*\"to\":\"([A-Z]+)\".*", "$1"));
                assertThat(JobTransitions.allows(state, next))
                        .as("%s to %s", state, next)
                        .isTrue();
                state = next;
            }
        }
    }
}
