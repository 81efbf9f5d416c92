package io.pokeai.service.internal;

import static io.pokeai.engine.testkit.JsonTree.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.testkit.Gate;
import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.service.internal.web.Port;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of jobs: whoever comes back goes on exactly where it was, also after a restart. */
class JobEventsHttpTest {
    private static final String SHIFTED = JobsOverHttp.SHIFTED;
    private static final long SEED = 20;

    @TempDir
    Path folder;

    /** Reads events as WHATWG HTML 9.2.6 says, into lines by their ids; stops after some, or at the end of the stream. */
    private static void read(JobsOverHttp jobs, String path, long last, int most, Map<Long, String> to)
            throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), jobs.service.port(Port.ADMIN))) {
            socket.setSoTimeout(30_000);
            String header = last == 0 ? "" : "Last-Event-ID: " + last + "\r\n";
            socket.getOutputStream()
                    .write(("GET " + path + "/events HTTP/1.0\r\nHost: localhost\r\n" + header + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String id = "";
            int count = 0;
            for (String line = in.readLine(); line != null && count < most; line = in.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ") && !id.isEmpty()) {
                    String before = to.put(Long.parseLong(id), line.substring(6));
                    assertThat(before).as("event " + id + " once").isNull();
                    id = "";
                    count++;
                }
            }
        }
    }

    @Test
    void twentyConnectionsAndARestartGiveTheJournal() throws Exception {
        Random random = new Random(SEED);
        Map<Long, String> seen = new TreeMap<>();
        String path;
        try (JobsOverHttp jobs = JobsOverHttp.start(folder)) {
            Gate gate = jobs.hold();
            path = jobs.ordered(SHIFTED);
            read(jobs, path, 0, 2, seen);
            gate.open();
            for (int i = 0; i < 10; i++) {
                // At most what is sure to come: the connection ends in the middle of the job, or after it.
                read(jobs, path, seen.size(), 1 + random.nextInt(2), seen);
            }
        }
        try (JobsOverHttp jobs = JobsOverHttp.start(folder)) {
            for (int i = 0; i < 9; i++) {
                read(jobs, path, seen.size(), 1 + random.nextInt(3), seen);
            }
            read(jobs, path, seen.size(), Integer.MAX_VALUE, seen);
            List<String> journal = jobs.journal(path);
            assertThat(new ArrayList<>(seen.keySet())).as("seed " + SEED).hasSize(journal.size());
            assertThat(new ArrayList<>(seen.values())).isEqualTo(journal);
            // Who has all of them is told not to come back.
            HttpResponse<byte[]> over = jobs.service.send(
                    jobs.to(path + "/events").header("Last-Event-ID", String.valueOf(journal.size())));
            assertThat(over.statusCode()).isEqualTo(204);
            assertThat(jobs.get(path + "/events?after=" + journal.size()).statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void linesOfJsonFromAnyPlace() throws Exception {
        try (JobsOverHttp jobs = JobsOverHttp.start(folder)) {
            String path = jobs.ordered(SHIFTED);
            HttpResponse<byte[]> all =
                    jobs.service.send(jobs.to(path + "/events").header("Accept", "application/x-ndjson"));
            List<String> lines = ServiceFixture.text(all).lines().toList();
            List<String> journal = jobs.journal(path);
            assertThat(lines).hasSameSizeAs(journal);
            for (int i = 0; i < lines.size(); i++) {
                Map<String, Object> line = object(JsonTree.read(lines.get(i)));
                assertThat(line).containsEntry("id", String.valueOf(i + 1));
                assertThat(line.get("data")).isEqualTo(JsonTree.read(journal.get(i)));
            }
            HttpResponse<byte[]> rest = jobs.service.send(
                    jobs.to(path + "/events?after=" + (lines.size() - 2)).header("Accept", "application/x-ndjson"));
            assertThat(ServiceFixture.text(rest).lines()).isEqualTo(lines.subList(lines.size() - 2, lines.size()));
            for (String wrong : List.of("?after=-1", "?after=x", "?after=" + (lines.size() + 1), "?from=1")) {
                assertThat(jobs.get(path + "/events" + wrong).statusCode())
                        .as(wrong)
                        .isEqualTo(400);
            }
            assertThat(jobs.get("/v1/jobs/00000000/events").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void severalJobsOnOneStream() throws Exception {
        try (JobsOverHttp jobs = JobsOverHttp.start(folder)) {
            String first = jobs.ordered(SHIFTED);
            String second = jobs.ordered(SHIFTED);
            String both = first.replace("/v1/jobs/", "") + "," + second.replace("/v1/jobs/", "");
            HttpResponse<byte[]> all =
                    jobs.service.send(jobs.to("/v1/events?job=" + both).header("Accept", "application/x-ndjson"));
            List<String> lines = ServiceFixture.text(all).lines().toList();
            assertThat(lines)
                    .hasSize(jobs.journal(first).size() + jobs.journal(second).size());
            // From any event on, by its id.
            int half = lines.size() / 2;
            String id =
                    String.valueOf(object(JsonTree.read(lines.get(half - 1))).get("id"));
            HttpResponse<byte[]> rest = jobs.service.send(jobs.to("/v1/events?job=" + both)
                    .header("Last-Event-ID", id)
                    .header("Accept", "application/x-ndjson"));
            assertThat(ServiceFixture.text(rest).lines()).hasSize(lines.size() - half);
            String last = String.valueOf(
                    object(JsonTree.read(lines.get(lines.size() - 1))).get("id"));
            assertThat(jobs.service
                            .send(jobs.to("/v1/events?job=" + both).header("Last-Event-ID", last))
                            .statusCode())
                    .isEqualTo(204);
            for (String wrong :
                    List.of("", "?job=", "?job=a,a", "?job=" + both + "&after=x:1", "?job=" + both + ",,")) {
                assertThat(jobs.get("/v1/events" + wrong).statusCode())
                        .as(wrong)
                        .isEqualTo(400);
            }
            assertThat(jobs.get("/v1/events?job=00000000").statusCode()).isEqualTo(404);
        }
    }
}
