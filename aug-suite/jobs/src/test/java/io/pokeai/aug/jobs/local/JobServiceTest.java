package io.pokeai.aug.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.jobs.Artefact;
import io.pokeai.aug.jobs.Job;
import io.pokeai.aug.jobs.JobEstimate;
import io.pokeai.aug.jobs.JobEvent;
import io.pokeai.aug.jobs.JobEvents;
import io.pokeai.aug.jobs.JobFilter;
import io.pokeai.aug.jobs.JobModel;
import io.pokeai.aug.jobs.JobOrder;
import io.pokeai.aug.jobs.JobResult;
import io.pokeai.aug.jobs.JobService;
import io.pokeai.aug.jobs.JobState;
import io.pokeai.aug.jobs.JobStatus;
import io.pokeai.aug.jobs.Submission;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.Gate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobServiceTest {
    @TempDir
    Path folder;

    private JobFixture fixture;
    private JobService jobs;

    @BeforeEach
    void open() throws Exception {
        fixture = new JobFixture(folder);
        jobs = fixture.open();
    }

    @AfterEach
    void close() {
        jobs.close();
        fixture.close();
    }

    @Test
    void anOrderBecomesARunWithItsFilesAndEvents() throws Exception {
        Job job = JobFixture.submit(jobs, JobFixture.shifted());
        List<JobEvent> events = JobFixture.until(job, JobState.SUCCEEDED);

        assertThat(events).extracting(JobEvent::id).containsExactlyElementsOf(ids(events.size()));
        assertThat(events.stream().filter(event -> event.type().equals("state")).map(JobEvent::json))
                .extracting(json -> json.replaceFirst(".*\"to\":\"([A-Z]+)\".*", "$1"))
                .containsExactly("PREPARING", "RUNNING", "SUCCEEDED");
        assertThat(events.stream().filter(event -> event.type().equals("cell")))
                .as("two models, clean and three severities")
                .hasSize(8);
        JobStatus status = job.status();
        assertThat(status.models()).extracting(JobModel::name).containsExactly("a", "b");
        assertThat(status.models()).allMatch(model -> model.version().length() == 64);
        assertThat(status.progress().finishedCells()).isEqualTo(8);
        assertThat(status.result().orElseThrow().sentence())
                .contains("'a' has 100.00 % of the clean pictures right", "'b' has", "over 3 corrupted cells");
        assertThat(job.artefacts())
                .extracting(Artefact::path)
                .contains("robustness.json", "receipt.json", "plan.json", "cells/journal.jsonl")
                .noneMatch(path -> path.endsWith("lock"));
        Artefact json = job.artefacts().stream()
                .filter(file -> file.path().equals("robustness.json"))
                .findFirst()
                .orElseThrow();
        assertThat(Files.size(job.artefact("robustness.json").orElseThrow())).isEqualTo(json.bytes());
        assertThat(json.mediaType()).isEqualTo("application/json");
        assertThat(job.artefact("../order.json")).isEmpty();
        assertThat(job.artefact("cells/../robustness.json")).isEmpty();
    }

    private static List<Long> ids(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Long::valueOf).toList();
    }

    @Test
    void aGatesVerdictIsAResultAndNotAState() throws Exception {
        Job job = JobFixture.submit(
                jobs,
                JobFixture.order("{'models':['a','b'],'data':'photos','corruptions':['shift'],'report':false,"
                        + "'gate':{'baseline':'a','candidate':'b','margin':'0.1pt'}}"));
        JobFixture.until(job, JobState.SUCCEEDED);
        JobResult.Verdict verdict = job.status().result().orElseThrow().gate().orElseThrow();
        assertThat(verdict.outcome()).isIn("PASS", "FAIL", "INCONCLUSIVE");
        assertThat(verdict.sentence()).startsWith(verdict.outcome());
        assertThat(job.artefacts()).extracting(Artefact::path).contains("gate/gate.json", "gate/gate.html");
    }

    @Test
    void anEvaluationWritesTheFilesOfAnArtifactsFolder() throws Exception {
        StringBuilder table = new StringBuilder("path,label\n");
        for (int i = 0; i < JobFixture.PICTURES; i++) {
            String label = i % 2 == 0 ? "zero" : "two";
            table.append(String.format("%s/%02d.png,%s%n", label, i, label));
        }
        Files.writeString(folder.resolve("data/photos/test.csv"), table);
        Job job = JobFixture.submit(
                jobs, JobFixture.order("{'kind':'evaluation','models':['a'],'data':'photos','split':'test.csv'}"));
        JobFixture.until(job, JobState.SUCCEEDED);
        assertThat(job.status().result().orElseThrow().sentence()).contains("'a' has 100.00 % of the pictures right");
        assertThat(job.artefacts()).extracting(Artefact::path).anyMatch(path -> path.endsWith(".json"));
        assertThat(job.artefacts()).extracting(Artefact::path).noneMatch(path -> path.startsWith(".cache"));
    }

    @Test
    void manyCallsWithOneKeyMakeOneJob() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(16);
        try {
            List<Future<Submission>> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                all.add(callers.submit(() -> jobs.submit(JobFixture.shifted(), Optional.of("nightly"))));
            }
            List<Submission> done = new ArrayList<>();
            for (Future<Submission> each : all) {
                done.add(each.get());
            }
            assertThat(done)
                    .extracting(submission -> submission.job().id())
                    .containsOnly(done.get(0).job().id());
            assertThat(done.stream().filter(one -> one.outcome() == Submission.Outcome.CREATED))
                    .hasSize(1);
            assertThat(done.stream().filter(one -> one.outcome() == Submission.Outcome.ATTACHED))
                    .hasSize(99);
        } finally {
            callers.shutdownNow();
        }
        assertThat(jobs.list(JobFilter.ALL, Optional.empty(), 10).jobs()).hasSize(1);
        assertThat(jobs.submit(JobFixture.order("{'models':['a'],'data':'photos'}"), Optional.of("nightly")))
                .extracting(Submission::outcome)
                .isEqualTo(Submission.Outcome.OTHER_ORDER);
    }

    @Test
    void pauseHoldsWithinABatchAndResumeGoesOnWithWhatIsFinished() throws Exception {
        Gate gate = Gate.closed();
        fixture.shift.hold(n -> n == 20 ? gate : Gate.opened());
        Job job = JobFixture.submit(jobs, JobFixture.shifted());
        gate.awaitArrival(JobFixture.LONG);
        assertThat(job.status().state()).isEqualTo(JobState.RUNNING);
        assertThat(job.pause().state()).isEqualTo(JobState.PAUSING);
        assertThat(job.pause().state()).isEqualTo(JobState.PAUSING);
        gate.open();
        JobFixture.until(job, JobState.PAUSED);
        int applied = fixture.shift.applied();
        assertThat(applied).as("of 72 pictures").isLessThan(60);
        assertThat(job.status().reason()).contains("Paused on request.");
        // Nothing runs any more, and another job may.
        Job other = JobFixture.submit(
                jobs, JobFixture.order("{'models':['a'],'data':'photos','corruptions':['shift:1'],'report':false}"));
        JobFixture.until(other, JobState.SUCCEEDED);
        assertThat(job.resume().state()).isIn(JobState.QUEUED, JobState.PREPARING, JobState.RUNNING);
        JobFixture.until(job, JobState.SUCCEEDED);
        assertThat(fixture.shift.applied() - applied - JobFixture.PICTURES)
                .as("what was answered is not asked again, but for whole batches")
                .isLessThan(72);
    }

    @Test
    void cancelEndsWithinABatchAndKeepsWhatWasMade() throws Exception {
        Gate gate = Gate.closed();
        fixture.shift.hold(n -> n == 20 ? gate : Gate.opened());
        Job running = JobFixture.submit(jobs, JobFixture.shifted());
        Job waiting = JobFixture.submit(jobs, JobFixture.shifted());
        gate.awaitArrival(JobFixture.LONG);
        assertThat(waiting.cancel().state()).isEqualTo(JobState.CANCELLED);
        assertThat(running.cancel().state()).isEqualTo(JobState.CANCELLING);
        assertThatThrownBy(running::delete).isInstanceOf(EngineException.class);
        gate.open();
        JobFixture.until(running, JobState.CANCELLED);
        assertThat(fixture.shift.applied()).isLessThan(60);
        for (Runnable illegal : List.<Runnable>of(running::pause, running::resume)) {
            assertThatThrownBy(illegal::run)
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        }
        running.delete();
        assertThat(jobs.find(running.id())).isEmpty();
        assertThat(folder.resolve("jobs/jobs").resolve(running.id())).doesNotExist();
    }

    @Test
    void aModelThatIsReplacedMeanwhileIsNotSeenByTheJob() throws Exception {
        Gate gate = Gate.closed();
        fixture.shift.hold(n -> n == 20 ? gate : Gate.opened());
        Job job = JobFixture.submit(jobs, JobFixture.shifted());
        gate.awaitArrival(JobFixture.LONG);
        job.pause();
        gate.open();
        JobFixture.until(job, JobState.PAUSED);
        String before = job.status().models().get(0).version();
        Path fresh = FakeClassifierFactory.write(folder.resolve("fresh"), 50);
        Files.move(fresh, fixture.artifacts.resolve("a.onnx"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        fixture.engine.models().rescan();
        job.resume();
        JobFixture.until(job, JobState.SUCCEEDED);
        assertThat(job.status().models().get(0).version()).isEqualTo(before);
        assertThat(Files.readString(job.artefact("robustness.json").orElseThrow()))
                .contains(before);
    }

    @Test
    void theQueueIsBounded() throws Exception {
        Gate gate = Gate.closed();
        fixture.shift.hold(n -> gate);
        jobs.close();
        fixture.settings = fixture.settings.withMostQueued(2);
        jobs = fixture.open();
        JobFixture.submit(jobs, JobFixture.shifted());
        gate.awaitArrival(JobFixture.LONG);
        JobFixture.submit(jobs, JobFixture.shifted());
        JobFixture.submit(jobs, JobFixture.shifted());
        assertThatThrownBy(() -> JobFixture.submit(jobs, JobFixture.shifted()))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED));
        assertThat(jobs.counts().jobs().get(JobState.QUEUED)).isEqualTo(2);
        gate.open();
    }

    @Test
    void nothingOutsideOfADataSetIsRead() throws Exception {
        Path data = folder.resolve("data");
        Files.writeString(folder.resolve("secret.png"), "64");
        Files.createSymbolicLink(data.resolve("linked"), folder);
        Files.writeString(
                data.resolve("photos/absolute.csv"), "path,label\n" + folder.resolve("secret.png") + ",zero\n");
        Files.writeString(data.resolve("photos/upwards.csv"), "path,label\n../../secret.png,zero\n");
        Files.createSymbolicLink(data.resolve("photos/zero/link.png"), folder.resolve("secret.png"));
        Files.writeString(data.resolve("photos/link.csv"), "path,label\nzero/link.png,zero\n");
        for (String wrong : List.of("..", ".", "../data", "photos/zero", "/etc", "linked", "nothing", "")) {
            assertRefused("{'models':['a'],'data':'" + wrong + "','corruptions':['shift']}");
        }
        for (String split : List.of("../photos/link.csv", "/etc/passwd", "nothing.csv", "zero")) {
            assertRefused("{'models':['a'],'data':'photos','split':'" + split + "'}");
        }
        for (String table : List.of("absolute.csv", "upwards.csv", "link.csv")) {
            assertRefused("{'kind':'evaluation','models':['a'],'data':'photos','split':'" + table + "'}");
            assertRefused("{'models':['a'],'data':'photos','split':'" + table + "','corruptions':['shift']}");
        }
    }

    private void assertRefused(String order) {
        assertThatThrownBy(() -> JobFixture.submit(jobs, JobFixture.order(order)))
                .as(order)
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }

    @Test
    void anEstimateMakesNoJob() throws Exception {
        JobEstimate estimate = jobs.estimate(JobFixture.shifted(), () -> false);
        assertThat(estimate.cells()).isEqualTo(8);
        assertThat(estimate.pictures()).isEqualTo(JobFixture.PICTURES);
        assertThat(estimate.answers()).isEqualTo(8L * JobFixture.PICTURES);
        assertThat(estimate.diskBytes()).isPositive();
        assertThat(estimate.detection()).hasSize(3);
        assertThat(jobs.list(JobFilter.ALL, Optional.empty(), 10).jobs()).isEmpty();
    }

    @Test
    void noJobIsLargerThanWasEstimated() throws Exception {
        for (String more : List.of("", ",'report':false", ",'predictions':true")) {
            JobOrder order =
                    JobFixture.order("{'models':['a','b'],'data':'photos','corruptions':['shift']" + more + "}");
            JobEstimate estimate = jobs.estimate(order, () -> false);
            boolean page = !more.contains("report");
            assertThat(estimate.reportBytes() > 0).as(more).isEqualTo(page);
            assertThat(estimate.time()).as(more).isGreaterThanOrEqualTo(estimate.reportTime());
            assertThat(estimate.reportTime().isZero()).as(more).isNotEqualTo(page);
            Job job = JobFixture.submit(jobs, order);
            JobFixture.until(job, JobState.SUCCEEDED);
            long bytes = job.artefacts().stream().mapToLong(Artefact::bytes).sum();
            assertThat(estimate.diskBytes()).as(more).isBetween(bytes, 4 * bytes);
        }
    }

    @Test
    void readersGoOnFromAnyEvent() throws Exception {
        Job job = JobFixture.submit(jobs, JobFixture.shifted());
        List<JobEvent> whole = JobFixture.until(job, JobState.SUCCEEDED);
        for (int after = 0; after <= whole.size(); after++) {
            try (JobEvents events = job.events(after)) {
                List<JobEvent> rest = new ArrayList<>();
                while (!events.atEnd()) {
                    rest.addAll(events.next(3, JobFixture.LONG));
                }
                assertThat(rest).isEqualTo(whole.subList(after, whole.size()));
            }
        }
        assertThatThrownBy(() -> job.events(whole.size() + 1L)).isInstanceOf(EngineException.class);
        String journal =
                Files.readString(folder.resolve("jobs/jobs").resolve(job.id()).resolve("journal.jsonl"));
        assertThat(journal.getBytes(StandardCharsets.UTF_8))
                .isEqualTo((String.join("\n", whole.stream().map(JobEvent::json).toList()) + "\n")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
