package io.pokeai.aug.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.jobs.Artefact;
import io.pokeai.aug.jobs.Job;
import io.pokeai.aug.jobs.JobEvent;
import io.pokeai.aug.jobs.JobEvents;
import io.pokeai.aug.jobs.JobFilter;
import io.pokeai.aug.jobs.JobKind;
import io.pokeai.aug.jobs.JobPage;
import io.pokeai.aug.jobs.JobService;
import io.pokeai.aug.jobs.JobState;
import io.pokeai.aug.jobs.JobStatus;
import io.pokeai.aug.jobs.JobTransitions;
import io.pokeai.aug.jobs.Submission;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.testkit.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose work does what a test says. */
class JobRunnerTest {
    @TempDir
    Path folder;

    private final FakeWork work = new FakeWork();
    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-11-30T12:00:00Z"));
    private JobFixture fixture;
    private JobService jobs;

    @BeforeEach
    void open() throws Exception {
        fixture = new JobFixture(folder);
        reopen();
    }

    @SuppressWarnings("MustBeClosedChecker") // closed after the test
    private void reopen() {
        jobs = LocalJobService.open(fixture.settings, fixture.jobEngine(), work, clock::get, Duration.ofMillis(20));
    }

    @AfterEach
    void close() {
        jobs.close();
        fixture.close();
    }

    private Job submit() {
        return JobFixture.submit(jobs, JobFixture.shifted());
    }

    private static String transitions(List<JobEvent> events) {
        StringBuilder text = new StringBuilder();
        for (JobEvent event : events) {
            if (event.type().equals("state")) {
                text.append(event.json().replaceFirst(".*\"to\":\"([A-Z]+)\".*", "$1 "));
            }
        }
        return text.toString().strip();
    }

    @Test
    void aFullDiskPausesTheJobAndResumeGoesOn() throws Exception {
        work.step = (turn, job, stop) -> {
            if (turn == 1) {
                throw new EngineException(
                        ErrorCode.UNAVAILABLE,
                        "cells cannot be written.",
                        "",
                        new IOException("No space left on device"));
            }
        };
        Job job = submit();
        JobFixture.until(job, JobState.PAUSED);
        assertThat(job.status().reason().orElseThrow()).contains("disk is full", "cells cannot be written");
        jobs.close();
        reopen();
        Job again = jobs.find(job.id()).orElseThrow();
        assertThat(again.status().state()).as("over a restart").isEqualTo(JobState.PAUSED);
        again.resume();
        assertThat(transitions(JobFixture.until(again, JobState.SUCCEEDED)))
                .isEqualTo("PREPARING RUNNING PAUSED QUEUED PREPARING RUNNING SUCCEEDED");
    }

    @Test
    void aJobWaitsForItsBackEndAndGoesOnByItself() throws Exception {
        work.step = (turn, job, stop) -> {
            if (turn == 1) {
                throw new EngineException(ErrorCode.NO_BACKEND, "The back end 'onnx' is not installed.", "");
            }
        };
        Job job = submit();
        JobFixture.until(job, JobState.PAUSED);
        assertThat(job.status().reason().orElseThrow()).contains("back end", "'onnx'");
        assertThat(work.turns()).isEqualTo(1);
        work.possible = true;
        JobFixture.until(job, JobState.SUCCEEDED);
    }

    @Test
    void whoeverPausesAJobThatWaitsForABackEndKeepsItPaused() throws Exception {
        work.step = (turn, job, stop) -> {
            throw new EngineException(ErrorCode.NO_BACKEND, "The back end 'onnx' is not installed.", "");
        };
        Job job = submit();
        JobFixture.until(job, JobState.PAUSED);
        job.pause();
        work.possible = true;
        jobs.close();
        reopen();
        Job next = submit();
        JobFixture.until(next, JobState.PAUSED);
        assertThat(jobs.find(job.id()).orElseThrow().status().state()).isEqualTo(JobState.PAUSED);
    }

    @Test
    void aBackEndThatNeverWorksIsAFailureInTheEnd() throws Exception {
        work.possible = true;
        work.step = (turn, job, stop) -> {
            throw new EngineException(ErrorCode.UNAVAILABLE, "Model 'a' is held.", "");
        };
        Job job = submit();
        JobFixture.until(job, JobState.FAILED);
        assertThat(work.turns()).isEqualTo(4);
        assertThat(job.status().fault().orElseThrow().problem()).isEqualTo("Model 'a' is held.");
    }

    @Test
    void whateverIsThrownIsAFault() throws Exception {
        work.step = (turn, job, stop) -> {
            throw new StackOverflowError("deep");
        };
        Job job = submit();
        JobFixture.until(job, JobState.FAILED);
        assertThat(job.status().fault().orElseThrow().code()).isEqualTo(ErrorCode.INTERNAL);
        work.step = (turn, stored, stop) -> {};
        JobFixture.until(submit(), JobState.SUCCEEDED);
    }

    @Test
    void aServiceThatIsClosedStopsItsJobWhichGoesOnAfterwards() throws Exception {
        Gate gate = Gate.closed();
        work.step = (turn, job, stop) -> {
            if (turn == 1) {
                gate.pass();
                while (!stop.isTold()) {
                    Thread.sleep(1);
                }
            }
        };
        Job job = submit();
        gate.awaitArrival(JobFixture.LONG);
        Thread closer = new Thread(jobs::close);
        closer.start();
        gate.open();
        closer.join();
        reopen();
        Job again = jobs.find(job.id()).orElseThrow();
        assertThat(transitions(JobFixture.until(again, JobState.SUCCEEDED)))
                .startsWith("PREPARING RUNNING")
                .endsWith("QUEUED PREPARING RUNNING SUCCEEDED");
    }

    /** The journal is cut after every byte, as a process that is killed there leaves it. */
    @Test
    void aJournalThatIsCutAnywhereIsGoneOnWith() throws Exception {
        Job job = submit();
        List<JobEvent> whole = JobFixture.until(job, JobState.SUCCEEDED);
        jobs.close();
        Path home = folder.resolve("jobs/jobs").resolve(job.id());
        byte[] journal = Files.readAllBytes(home.resolve("journal.jsonl"));
        String all = new String(journal, java.nio.charset.StandardCharsets.UTF_8);
        int first = all.indexOf('\n') + 1;
        for (int cut = first; cut <= journal.length; cut += 23) {
            Files.write(home.resolve("journal.jsonl"), java.util.Arrays.copyOf(journal, cut));
            Files.deleteIfExists(home.resolve("status.json"));
            reopen();
            Job again = jobs.find(job.id()).orElseThrow();
            List<JobEvent> events = JobFixture.until(again, JobState.SUCCEEDED);
            int lines =
                    (int) all.substring(0, cut).chars().filter(c -> c == '\n').count();
            assertThat(events.subList(0, lines))
                    .as("what was read stays, cut %d", cut)
                    .isEqualTo(whole.subList(0, lines));
            assertLegal(events);
            assertThat(again.status().lastEvent()).isEqualTo(events.size());
            jobs.close();
        }
        reopen();
    }

    private static void assertLegal(List<JobEvent> events) {
        JobState state = JobState.QUEUED;
        for (String name : transitions(events).split(" ", -1)) {
            JobState next = JobState.valueOf(name);
            assertThat(JobTransitions.allows(state, next))
                    .as("%s to %s", state, next)
                    .isTrue();
            state = next;
        }
    }

    @Test
    void wishesOutliveTheProcess() throws Exception {
        for (String wish : List.of("PAUSING PAUSED", "CANCELLING CANCELLED")) {
            Job job = submit();
            JobFixture.until(job, JobState.SUCCEEDED);
            jobs.close();
            Path home = folder.resolve("jobs/jobs").resolve(job.id());
            List<String> lines = Files.readAllLines(home.resolve("journal.jsonl"));
            String[] states = wish.split(" ", -1);
            List<String> killed = new ArrayList<>(lines.subList(0, 3));
            killed.add("{\"at\":\"2026-11-30T12:00:00Z\",\"event\":\"state\",\"from\":\"RUNNING\",\"to\":\"" + states[0]
                    + "\"}");
            Files.write(home.resolve("journal.jsonl"), killed);
            Files.delete(home.resolve("status.json"));
            reopen();
            assertThat(jobs.find(job.id()).orElseThrow().status().state().name())
                    .isEqualTo(states[1]);
        }
    }

    @Test
    void damagedFoldersAreLeftAlone() throws Exception {
        Job good = submit();
        JobFixture.until(good, JobState.SUCCEEDED);
        jobs.close();
        Path home = folder.resolve("jobs/jobs");
        Files.createDirectories(home.resolve("00000007-0badf00d"));
        Files.createDirectories(home.resolve("notes"));
        Files.createDirectories(home.resolve(".new-00000009-00000000"));
        Files.writeString(home.resolve(good.id()).resolve("status.json"), "{damaged");
        reopen();
        assertThat(jobs.list(JobFilter.ALL, Optional.empty(), 10).jobs())
                .extracting(JobStatus::id)
                .containsExactly(good.id());
        assertThat(jobs.find(good.id()).orElseThrow().status().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(home.resolve(".new-00000009-00000000")).doesNotExist();
        assertThat(home.resolve("notes")).exists();
        assertThat(submit().id()).as("a number is used once").startsWith("00000008");
    }

    @Test
    void aRootHasOneService() {
        assertThatThrownBy(this::reopen)
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @Test
    void listsAreFilteredAndPaged() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Job job = submit();
            JobFixture.until(job, JobState.SUCCEEDED);
            ids.add(0, job.id());
        }
        work.step = (turn, job, stop) -> {
            throw EngineException.invalidArgument("no", "");
        };
        Job failed =
                JobFixture.submit(jobs, JobFixture.order("{'models':['b'],'data':'photos','corruptions':['shift']}"));
        JobFixture.until(failed, JobState.FAILED);
        List<String> listed = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            JobPage page =
                    jobs.list(new JobFilter(Set.of(JobState.SUCCEEDED), Optional.empty(), Optional.of("a")), token, 3);
            page.jobs().forEach(job -> listed.add(job.id()));
            token = page.next();
        } while (token.isPresent());
        assertThat(listed).isEqualTo(ids);
        assertThat(jobs.list(
                                new JobFilter(Set.of(), Optional.of(JobKind.EVALUATION), Optional.empty()),
                                Optional.empty(),
                                9)
                        .jobs())
                .isEmpty();
        assertThat(jobs.list(JobFilter.ALL, Optional.empty(), 1).jobs())
                .extracting(JobStatus::id)
                .containsExactly(failed.id());
        for (String wrong : List.of("", "-", "a b", "zzzzzzzzzzzzzzzz")) {
            assertThatThrownBy(() -> jobs.list(JobFilter.ALL, Optional.of(wrong), 1))
                    .isInstanceOf(EngineException.class);
        }
        assertThatThrownBy(() -> jobs.list(JobFilter.ALL, Optional.empty(), 0)).isInstanceOf(EngineException.class);
    }

    @Test
    void aJobExpiresAndItsReceiptStays() throws Exception {
        fixture.settings = fixture.settings.withRetention(Duration.ofHours(1), 1 << 20);
        jobs.close();
        reopen();
        Job gone = submit();
        JobFixture.until(gone, JobState.SUCCEEDED);
        Job pinned = submit();
        JobFixture.until(pinned, JobState.SUCCEEDED);
        pinned.pin(true);
        assertThat(pinned.status().expires()).isEmpty();
        clock.set(clock.get().plus(Duration.ofMinutes(61)));
        jobs.close();
        reopen();
        Job tombstone = jobs.find(gone.id()).orElseThrow();
        awaitExpired(tombstone);
        assertThat(tombstone.artefacts()).extracting(Artefact::path).containsExactly("receipt.json");
        assertThat(Files.readString(tombstone.artefact("receipt.json").orElseThrow()))
                .isEqualTo("{}");
        assertThat(tombstone.artefact("large.csv")).isEmpty();
        assertThat(tombstone.status().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(tombstone.status().result().orElseThrow().sentence()).isEqualTo("done");
        try (JobEvents events = tombstone.events(0)) {
            assertThat(events.atEnd()).isTrue();
        }
        assertThatThrownBy(() -> tombstone.pin(true)).isInstanceOf(EngineException.class);
        Job kept = jobs.find(pinned.id()).orElseThrow();
        assertThat(kept.status().expired()).isFalse();
        assertThat(kept.artefacts()).hasSize(2);
        assertThat(kept.pin(false).expires()).isPresent();
    }

    @Test
    void theOldestFilesMakeRoomForTheQuota() throws Exception {
        fixture.settings =
                fixture.settings.withRetention(Duration.ofDays(1), 2500).withMostTombstones(1);
        jobs.close();
        reopen();
        List<Job> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Job job = submit();
            JobFixture.until(job, JobState.SUCCEEDED);
            all.add(job);
        }
        awaitExpired(all.get(1));
        Job next = all.get(0);
        await(() -> jobs.find(next.id()).isEmpty());
        assertThat(all.get(2).status().expired()).isFalse();
        assertThat(all.get(3).status().expired()).isFalse();
        assertThat(jobs.counts().artefactBytes()).isEqualTo(2 * 1002);
    }

    private static void awaitExpired(Job job) throws InterruptedException {
        await(() -> job.status().expired());
    }

    private static void await(java.util.function.BooleanSupplier done) throws InterruptedException {
        long deadline = System.nanoTime() + JobFixture.LONG.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);

            Thread.sleep(1);
        }
    }

    @Test
    void clockStepsDoNotMatter() throws Exception {
        work.step = (turn, job, stop) -> clock.set(Instant.parse("1999-01-01T00:00:00Z"));
        Job job = submit();
        JobFixture.until(job, JobState.SUCCEEDED);
        assertThat(job.status().ended().orElseThrow()).isBefore(job.status().created());
        Job later = submit();
        JobFixture.until(later, JobState.SUCCEEDED);
        assertThat(jobs.list(JobFilter.ALL, Optional.empty(), 2).jobs())
                .extracting(JobStatus::id)
                .containsExactly(later.id(), job.id());
    }

    @Test
    void theKeyOfAJobIsForgottenWithIt() throws Exception {
        Submission first = jobs.submit(JobFixture.shifted(), Optional.of("k"));
        JobFixture.until(first.job(), JobState.SUCCEEDED);
        jobs.close();
        reopen();
        Submission second = jobs.submit(JobFixture.shifted(), Optional.of("k"));
        assertThat(second.outcome()).isEqualTo(Submission.Outcome.ATTACHED);
        second.job().delete();
        assertThat(jobs.submit(JobFixture.shifted(), Optional.of("k")).outcome())
                .isEqualTo(Submission.Outcome.CREATED);
        for (String wrong : List.of("", "x".repeat(257))) {
            assertThatThrownBy(() -> jobs.submit(JobFixture.shifted(), Optional.of(wrong)))
                    .isInstanceOf(EngineException.class);
        }
    }
}
