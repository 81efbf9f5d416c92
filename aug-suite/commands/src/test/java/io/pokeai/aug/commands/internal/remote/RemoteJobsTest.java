package io.pokeai.aug.commands.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.robustness.plan.PlanFile;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.testkit.JsonTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs of a service as a command sees them. */
class RemoteJobsTest {
    private static final String ID = "00000001-b843042c";

    @TempDir
    Path folder;

    private JobClient client(JobPort port) {
        return JobServiceOptions.at(new RecordedSession(folder).session(), port.url(), null);
    }

    @Test
    void aJobIsFollowedOverAServiceThatGoesAwayAndNoEventIsAskedForTwice() throws Exception {
        AtomicInteger streams = new AtomicInteger();
        RecordedSession session = new RecordedSession(folder);
        try (JobPort port = new JobPort(exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (path.endsWith("/events")) {
                switch (streams.incrementAndGet()) {
                    case 1 ->
                        JobPort.bytes(exchange, 200, "application/x-ndjson", """
                                {"id":"1","event":"created","data":{}}

                                {"id":"2","event":"note","data":{"text":"2 cells of creatures."}}
                                """.getBytes(StandardCharsets.UTF_8));
                    // It is starting.
                    case 2 -> JobPort.json(exchange, 503, "{}");
                    default ->
                        JobPort.bytes(exchange, 200, "application/x-ndjson", """
                                {"id":"3","event":"state","data":{"from":"RUNNING","to":"PAUSED","reason":"the disk is full"}}
                                {"id":"4","event":"later","data":{"what":"nobody knows"}}
                                """.getBytes(StandardCharsets.UTF_8));
                }
            } else {
                JobPort.json(exchange, 200, JobPort.job(streams.get() < 3 ? "RUNNING" : "SUCCEEDED", ""));
            }
        })) {
            RemoteJob job = JobsWatchCommand.follow(session.session(), client(port), ID);
            assertThat(job.isAtEnd()).isTrue();
            assertThat(port.asked.stream().filter(line -> line.contains("events")))
                    .containsExactly(
                            "GET /v1/jobs/" + ID + "/events?after=0",
                            "GET /v1/jobs/" + ID + "/events?after=2",
                            "GET /v1/jobs/" + ID + "/events?after=2");
            assertThat(session.err.toString(StandardCharsets.UTF_8)).isEqualTo("""
                    pokeai: 2 cells of creatures.
                    pokeai: the service does not answer; waiting for it.
                    pokeai: the job is paused: the disk is full
                    """);
        }
    }

    @Test
    void whoeverStopsWatchingLearnsHowToComeBack() throws Exception {
        RecordedSession session = new RecordedSession(folder);
        session.cancelled.set(true);
        try (JobPort port = new JobPort(exchange ->
                JobPort.bytes(exchange, 200, "application/x-ndjson", "\n".getBytes(StandardCharsets.UTF_8)))) {
            assertThatThrownBy(() -> JobsWatchCommand.follow(session.session(), client(port), ID))
                    .isInstanceOf(InterruptedException.class);
            assertThat(session.err.toString(StandardCharsets.UTF_8))
                    .contains("goes on", "pokeai jobs watch " + ID + " --url " + port.url());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "SUCCEEDED | ,\"result\":{\"sentence\":\"s\",\"left_out\":0} | OK",
                "SUCCEEDED | ,\"result\":{\"sentence\":\"s\",\"left_out\":2} | INPUT",
                "SUCCEEDED | ,\"result\":{\"sentence\":\"s\",\"left_out\":0,\"gate\":{\"outcome\":\"PASS\"}} | OK",
                "SUCCEEDED | ,\"result\":{\"sentence\":\"s\",\"left_out\":0,\"gate\":{\"outcome\":\"FAIL\"}} | INPUT",
                "SUCCEEDED | ,\"result\":{\"sentence\":\"s\",\"left_out\":0,\"gate\":{\"outcome\":\"INCONCLUSIVE\"}} | INCONCLUSIVE",
                "CANCELLED | '' | -",
                "FAILED | ,\"fault\":{\"code\":\"MODEL_INVALID\",\"problem\":\"p.\",\"remedy\":\"r.\"} | -"
            })
    void theExitStatusIsThatOfTheWork(String state, String more, ExitStatus status) {
        RemoteJob job = RemoteJob.read(JobPort.job(state, more).getBytes(StandardCharsets.UTF_8));
        if (status != null) {
            assertThat(job.exitStatus()).isEqualTo(status);
        } else {
            assertThatThrownBy(job::exitStatus)
                    .isInstanceOf(EngineException.class)
                    .extracting(thrown -> ((EngineException) thrown).code())
                    .isEqualTo(state.equals("FAILED") ? ErrorCode.MODEL_INVALID : ErrorCode.UNAVAILABLE);
        }
    }

    // SHA-256 of "0123456789", by sha256sum.
    private static final RemoteFile DIGITS =
            new RemoteFile("cells/a b.txt", 10, "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void aFileThatWasInterruptedGoesOnAndOneThatIsThereIsNotAskedFor() throws Exception {
        Files.createDirectories(folder.resolve("cells"));
        Files.writeString(folder.resolve("cells/a b.txt.part"), "0123");
        try (JobPort port = new JobPort(exchange -> JobPort.bytes(exchange, 206, "text/plain", bytes("456789")))) {
            ArtefactDownload download = new ArtefactDownload(client(port), ID, folder);
            assertThat(download.one(DIGITS)).hasContent("0123456789");
            assertThat(port.asked)
                    .containsExactly("GET /v1/jobs/" + ID + "/artefacts/cells/a%20b.txt bytes=4- if \""
                            + DIGITS.sha256() + "\"");
            download.one(DIGITS);
            assertThat(port.asked).hasSize(1);
        }
        assertThat(folder.resolve("cells/a b.txt.part")).doesNotExist();
    }

    @Test
    void aPartOfAnotherFileIsBroughtAnewAndWhatNeverFitsIsAnError() throws Exception {
        Files.createDirectories(folder.resolve("cells"));
        Files.writeString(folder.resolve("cells/a b.txt.part"), "abc");
        AtomicInteger count = new AtomicInteger();
        try (JobPort port = new JobPort(exchange -> JobPort.bytes(
                exchange,
                count.incrementAndGet() == 1 ? 206 : 200,
                "text/plain",
                bytes(count.get() == 1 ? "3456789" : "0123456789")))) {
            assertThat(new ArtefactDownload(client(port), ID, folder).one(DIGITS))
                    .hasContent("0123456789");
        }
        Files.delete(folder.resolve("cells/a b.txt"));
        try (JobPort port = new JobPort(exchange -> JobPort.bytes(exchange, 200, "text/plain", bytes("9876543210")))) {
            ArtefactDownload download = new ArtefactDownload(client(port), ID, folder);
            assertThatThrownBy(() -> download.one(DIGITS))
                    .hasMessageContaining("does not arrive as the service has it");
        }
        assertThat(folder.resolve("cells/a b.txt")).doesNotExist();
        assertThat(folder.resolve("cells/a b.txt.part")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/etc/passwd", "a/../../x", "a//b", "", "a\\b", "./x"})
    void aServiceCannotWriteOutsideOfTheFolder(String path) {
        assertThatThrownBy(() -> new RemoteFile(path, 1, "00").below(folder)).hasMessageContaining("Do not trust");
    }

    @Test
    void optionsBecomeAnOrderAndWinOverThePlan() throws Exception {
        Path file = Files.writeString(folder.resolve("plan.json"), """
                {"models": [{"name": "a", "version": "12"}, "b"], "suites": ["pokeai"], "corruptions": ["fog:3",
                 {"name": "snow", "severities": [1, 2]}], "severities": [1, 5], "seeds": [7], "normalise": "alexnet", "data": "x"}
                """);
        PlanFile plan = PlanFile.read(file);
        assertThat(order(wish(plan, List.of(), List.of(), null, Optional.of("photos"))))
                .isEqualTo(JsonTree.read("""
                        {"kind": "robustness", "models": [{"name": "a", "version": "12"}, {"name": "b"}], "data": "photos",
                         "suites": ["pokeai"], "corruptions": [{"name": "fog:3"}, {"name": "snow", "severities": [1, 2]}],
                         "severities": [1, 5], "seed": 7, "normalise": "alexnet", "predictions": false, "pokeai_exact": false,
                         "report": true}
                        """));
        assertThat(order(wish(plan, List.of("c"), List.of("rain"), "2-4", Optional.of("photos"))))
                .isEqualTo(JsonTree.read("""
                        {"kind": "robustness", "models": ["c"], "data": "photos", "corruptions": ["rain"], "severities": [2, 3, 4],
                         "seed": 7, "normalise": "alexnet", "predictions": false, "pokeai_exact": false, "report": true}
                        """));
        assertThatThrownBy(() ->
                        wish(plan, List.of(), List.of(), null, Optional.empty()).order())
                .hasMessageContaining("--data NAME");
        for (String wrong : Arrays.asList("x", "1-", "1,,2", "")) {
            assertThatThrownBy(() -> wish(PlanFile.EMPTY, List.of(), List.of("fog"), wrong, Optional.empty())
                            .order())
                    .hasMessageContaining("--severities");
        }
    }

    private static Map<String, Object> order(RobustnessWish wish) throws Exception {
        return JsonTree.object(JsonTree.read(new String(wish.order(), StandardCharsets.UTF_8)));
    }

    private static RobustnessWish wish(
            PlanFile plan, List<String> models, List<String> with, String severities, Optional<String> data) {
        return new RobustnessWish(
                plan,
                models,
                Optional.empty(),
                with,
                Optional.ofNullable(severities),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                true,
                data,
                Optional.empty());
    }
}
