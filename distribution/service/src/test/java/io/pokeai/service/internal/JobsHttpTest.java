package io.pokeai.service.internal;

import static io.pokeai.engine.testkit.JsonTree.array;
import static io.pokeai.engine.testkit.JsonTree.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.testkit.Gate;
import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.service.internal.web.Port;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs over HTTP: orders, states, lists and artefacts. */
class JobsHttpTest {
    private static final String SHIFTED = JobsOverHttp.SHIFTED;

    @TempDir
    Path folder;

    private static Map<String, Object> json(HttpResponse<byte[]> response) throws Exception {
        return JobsOverHttp.json(response);
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Test
    void anOrderIsAJobWithArtefacts() throws Exception {
        try (JobsOverHttp jobs = JobsOverHttp.start(folder)) {
            HttpResponse<byte[]> created = jobs.order(SHIFTED);
            assertThat(created.statusCode()).as(ServiceFixture.text(created)).isEqualTo(201);
            String path = JobsOverHttp.header(created, "Location").orElseThrow();
            assertThat(path).isEqualTo("/v1/jobs/" + json(created).get("id"));
            assertThat(jobs.ended(path)).containsEntry("state", "SUCCEEDED");
            assertThat(json(jobs.get(path + "/order")))
                    .containsEntry("data", "photos")
                    .containsEntry("kind", "robustness");

            HttpResponse<byte[]> end = jobs.get(path);
            assertThat(JobsOverHttp.header(end, "Retry-After")).isEmpty();
            String tag = JobsOverHttp.header(end, "ETag").orElseThrow();
            assertThat(jobs.service
                            .send(jobs.to(path).header("If-None-Match", tag))
                            .statusCode())
                    .isEqualTo(304);

            HttpResponse<byte[]> manifest = jobs.get(path + "/artefacts");
            assertThat(ServiceFixture.text(jobs.get(path + "/artefacts/manifest.json")))
                    .isEqualTo(ServiceFixture.text(manifest));
            Map<String, String> hashes = new HashMap<>();
            for (Object each : array(json(manifest).get("artefacts"))) {
                Map<String, Object> artefact = object(each);
                String name = String.valueOf(artefact.get("path"));
                HttpResponse<byte[]> file = jobs.get(path + "/artefacts/" + name);
                assertThat(file.statusCode()).as(name).isEqualTo(200);
                assertThat((long) file.body().length).as(name).isEqualTo(artefact.get("bytes"));
                assertThat(sha256(file.body())).as(name).isEqualTo(artefact.get("sha256"));
                assertThat(JobsOverHttp.header(file, "ETag")).hasValue("\"" + artefact.get("sha256") + "\"");
                hashes.put(name, String.valueOf(artefact.get("sha256")));
            }
            assertThat(hashes).containsKeys("robustness.json", "receipt.json", "plan.json");

            HttpResponse<byte[]> zip = jobs.get(path + "/artefacts.zip");
            assertThat(JobsOverHttp.header(zip, "Content-Disposition").orElseThrow())
                    .contains("job-" + id(path) + ".zip");
            Map<String, String> zipped = new HashMap<>();
            try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip.body()))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    zipped.put(entry.getName(), sha256(in.readAllBytes()));
                }
            }
            assertThat(zipped).isEqualTo(hashes);
            assertThat(jobs.get(path + "/artefacts/nothing.json").statusCode()).isEqualTo(404);
            assertThat(jobs.get(path + "/artefacts/cells").statusCode()).isEqualTo(404);
            assertThat(jobs.post(path + "/cancel").statusCode()).isEqualTo(409);
            assertThat(jobs.post(path + "/pause").statusCode()).isEqualTo(409);
            assertThat(jobs.delete(path).statusCode()).isEqualTo(204);
            assertThat(jobs.get(path).statusCode()).isEqualTo(404);
            assertThat(jobs.get(path + "/artefacts.zip").statusCode()).isEqualTo(404);
            assertThat(jobs.delete(path).statusCode()).isEqualTo(404);
        }
    }

    /** The model answers the first of its equal classes for the number 0, and the last one for all others: the shift breaks 0.png. */
    @Test
    void picturesThatBreakFirstAreListedAndShownAsTheModelSawThem() throws Exception {
        try (JobsOverHttp jobs = JobsOverHttp.start(folder)) {
            String path = jobs.ordered(SHIFTED);
            assertThat(jobs.ended(path)).containsEntry("state", "SUCCEEDED");
            HttpResponse<byte[]> list = jobs.get(path + "/pictures?model=m&most=3");
            assertThat(list.statusCode()).as(ServiceFixture.text(list)).isEqualTo(200);
            List<Object> pictures = array(json(list).get("pictures"));
            assertThat(pictures).hasSize(1);
            Map<String, Object> first = object(pictures.get(0));
            assertThat(first)
                    .containsEntry("path", "zero/0.png")
                    .containsEntry("label", "zero")
                    .containsEntry("answer", "two")
                    .containsEntry("augmentation", "shift")
                    .containsEntry("severity", 1L)
                    .containsEntry("lowest", 1L)
                    .containsEntry("wrong", 3L);

            String png = path + "/pictures/" + first.get("row") + ".png?model=m";
            BufferedImage clean = image(jobs.get(png));
            BufferedImage broken = image(jobs.get(png + "&augmentation=shift&severity=1"));
            assertThat(clean.getRGB(0, 0) & 0xff).isZero();
            assertThat(broken.getRGB(0, 0) & 0xff).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/pictures/999.png?model=m",
                "/pictures/0.png?model=other",
                "/pictures/0.png?model=m&augmentation=fog&severity=1",
                "/pictures/0.png?model=m&augmentation=shift&severity=9",
                "/pictures/..%2Fzero.png?model=m",
                "/pictures/0.jpg?model=m",
                "/pictures/-1.png?model=m",
                "/pictures/0.png/more?model=m"
            })
    void noOtherPictureIsGivenOut(String what) throws Exception {
        try (JobsOverHttp jobs = JobsOverHttp.start(folder)) {
            String path = jobs.ordered(SHIFTED);
            jobs.ended(path);
            assertThat(jobs.get(path + what).statusCode()).isIn(400, 404);
        }
    }

    @Test
    void aPictureThatIsGoneIsSaidToBe() throws Exception {
        try (JobsOverHttp jobs = JobsOverHttp.start(folder)) {
            String path = jobs.ordered(SHIFTED);
            jobs.ended(path);
            Files.delete(folder.resolve("data/photos/two/1.png"));
            Files.delete(folder.resolve("data/photos/zero/0.png"));
            assertThat(jobs.get(path + "/pictures/0.png?model=m").statusCode()).isEqualTo(404);
            assertThat(jobs.get(path + "/pictures?model=m").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void thereAreNoPicturesBeforeTheEnd() throws Exception {
        try (JobsOverHttp jobs = JobsOverHttp.start(folder)) {
            Gate gate = jobs.hold();
            String path = jobs.ordered(SHIFTED);
            assertThat(jobs.get(path + "/pictures?model=m").statusCode()).isEqualTo(409);
            gate.open();
            jobs.ended(path);
        }
    }

    private static BufferedImage image(HttpResponse<byte[]> response) throws Exception {
        assertThat(response.statusCode()).as(ServiceFixture.text(response)).isEqualTo(200);
        assertThat(JobsOverHttp.header(response, "Content-Type")).hasValue("image/png");
        return ImageIO.read(new ByteArrayInputStream(response.body()));
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    @Test
    void theSameKeyIsTheSameJobAndNoOtherOrder() throws Exception {
        try (JobsOverHttp jobs = JobsOverHttp.start(folder)) {
            HttpResponse<byte[]> first = jobs.order(SHIFTED, "Idempotency-Key", "\"8e03978e-40d5\"");
            HttpResponse<byte[]> again = jobs.order(SHIFTED, "Idempotency-Key", "8e03978e-40d5");
            assertThat(first.statusCode()).isEqualTo(201);
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(json(again).get("id")).isEqualTo(json(first).get("id"));
            HttpResponse<byte[]> other = jobs.order(
                    SHIFTED.replace("shift", "shift:1"), "Idempotency-Key", "8e03978e-40d5", "Prefer", "respond-async");
            assertThat(other.statusCode()).isEqualTo(422);
            assertThat(JobsOverHttp.header(other, "Location"))
                    .hasValue("/v1/jobs/" + json(first).get("id"));
            assertThat(json(other)).containsEntry("code", "IDEMPOTENCY_KEY_REUSED");
            for (String wrong : List.of("\"\"", " ", "a b", "\"a\"b\"", "x".repeat(201))) {
                assertThat(jobs.order(SHIFTED, "Idempotency-Key", wrong).statusCode())
                        .as(wrong)
                        .isEqualTo(400);
            }
            assertThat(array(json(jobs.get("/v1/jobs")).get("jobs"))).hasSize(1);
        }
    }

    /** RFC 7240, 4.1 and 4.3. */
    @Test
    void preferencesOfHowLongToWait() throws Exception {
        try (JobsOverHttp jobs = JobsOverHttp.start(folder)) {
            HttpResponse<byte[]> done = jobs.order(SHIFTED, "Prefer", "foo=bar, respond-async, wait=20");
            assertThat(done.statusCode()).isEqualTo(200);
            assertThat(json(done)).containsEntry("state", "SUCCEEDED");
            assertThat(JobsOverHttp.header(done, "Preference-Applied")).hasValue("respond-async, wait=20");
            Gate gate = jobs.hold();
            HttpResponse<byte[]> accepted = jobs.order(SHIFTED, "Prefer", "respond-async");
            assertThat(accepted.statusCode()).isEqualTo(202);
            assertThat(JobsOverHttp.header(accepted, "Preference-Applied")).hasValue("respond-async");
            assertThat(JobsOverHttp.header(accepted, "Retry-After")).isPresent();
            assertThat(jobs.order(SHIFTED, "Prefer", "wait=0").statusCode()).isEqualTo(202);
            gate.open();
        }
    }

    @Test
    void aJobIsPausedGoesOnAndIsCancelled() throws Exception {
        try (JobsOverHttp jobs = JobsOverHttp.start(folder)) {
            Gate gate = jobs.hold();
            String path = jobs.ordered(SHIFTED);
            String next = jobs.ordered(SHIFTED);
            assertThat(jobs.delete(path).statusCode()).isEqualTo(409);
            assertThat(jobs.get(path + "/artefacts").statusCode()).isEqualTo(409);
            assertThat(json(jobs.get(next))).containsEntry("state", "QUEUED");
            // Not running yet, or within a batch: at once, or when the batch is done.
            HttpResponse<byte[]> pausing = jobs.post(path + "/pause");
            assertThat(pausing.statusCode()).isIn(200, 202);
            // It runs if the first one has made way already.
            assertThat(jobs.post(next + "/pause").statusCode()).isIn(200, 202);
            gate.open();
            assertThat(state(jobs, path, "PAUSED")).isEqualTo("PAUSED");
            assertThat(state(jobs, next, "PAUSED")).isEqualTo("PAUSED");
            assertThat(json(jobs.post(next + "/cancel"))).containsEntry("state", "CANCELLED");
            assertThat(jobs.post(path + "/resume").statusCode()).isEqualTo(200);
            assertThat(jobs.ended(path)).containsEntry("state", "SUCCEEDED");
            assertThat(json(jobs.post(path + "/pin"))).containsEntry("pinned", true);
            assertThat(json(jobs.post(path + "/unpin"))).containsEntry("pinned", false);
            assertThat(jobs.get(path + "/pin").statusCode()).isEqualTo(405);
            assertThat(jobs.post(path + "/explode").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aJobThatFindsTheDiskFullSaysSoAndGoesOnWhenItIsTold() throws Exception {
        try (JobsOverHttp jobs = JobsOverHttp.start(folder)) {
            jobs.fill(true);
            String path = jobs.ordered(SHIFTED);
            assertThat(state(jobs, path, "PAUSED")).isEqualTo("PAUSED");
            assertThat(String.valueOf(json(jobs.get(path)).get("reason")))
                    .contains("The disk is full", "Free space on it, and resume the job.");
            assertThat(jobs.journal(path)).last().asString().contains("\"cause\":\"DISK\"");
            // The next job has its turn, and the service answers.
            assertThat(state(jobs, jobs.ordered(SHIFTED), "PAUSED")).isEqualTo("PAUSED");
            assertThat(jobs.post(path + "/resume").statusCode()).isEqualTo(200);
            assertThat(state(jobs, path, "PAUSED")).as("it is still full").isEqualTo("PAUSED");
            jobs.fill(false);
            assertThat(jobs.post(path + "/resume").statusCode()).isEqualTo(200);
            assertThat(jobs.ended(path)).containsEntry("state", "SUCCEEDED");
        }
    }

    /** Waits for a state. */
    private static String state(JobsOverHttp jobs, String path, String wanted) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        String state = "";
        while (!state.equals(wanted) && System.nanoTime() < end) {
            state = String.valueOf(json(jobs.get(path)).get("state"));
        }
        return state;
    }

    @Test
    void listsAreFilteredAndComeInPages() throws Exception {
        try (JobsOverHttp jobs = JobsOverHttp.start(folder)) {
            List<String> made = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                made.add(0, id(jobs.ordered(SHIFTED.replace("shift", "shift:" + (1 + i % 3)))));
            }
            for (String job : made) {
                jobs.ended("/v1/jobs/" + job);
            }
            List<String> listed = new ArrayList<>();
            String page = "";
            do {
                Map<String, Object> answer = json(jobs.get("/v1/jobs?size=2" + page));
                array(answer.get("jobs"))
                        .forEach(job -> listed.add(String.valueOf(object(job).get("id"))));
                page = answer.containsKey("next") ? "&page=" + answer.get("next") : "";
            } while (!page.isEmpty());
            assertThat(listed).isEqualTo(made);
            assertThat(array(json(jobs.get("/v1/jobs?state=running,queued")).get("jobs")))
                    .isEmpty();
            assertThat(array(json(jobs.get("/v1/jobs?state=succeeded&kind=robustness&model=m"))
                            .get("jobs")))
                    .hasSize(5);
            assertThat(array(json(jobs.get("/v1/jobs?model=other")).get("jobs")))
                    .isEmpty();
            for (String wrong : List.of("state=done", "kind=training", "size=0", "size=1001", "page=!", "sort=up")) {
                assertThat(jobs.get("/v1/jobs?" + wrong).statusCode()).as(wrong).isEqualTo(400);
            }
        }
    }

    @Test
    void wrongOrdersSayWhichFieldAndWhatIsAllowed() throws Exception {
        List<String> rows = List.of(
                "[] | 400 | not a JSON object",
                "{\"model\":[\"m\"]} | 400 | 'model'",
                "{\"models\":\"m\"} | 400 | 'models'",
                "{\"models\":[\"none\"],\"data\":\"photos\"} | 404 | none",
                "{\"data\":\"../photos\"} | 400 | not the name of a data set",
                "{\"data\":\"/etc\"} | 400 | not the name of a data set",
                "{\"data\":\"videos\"} | 400 | There are: photos",
                "{\"data\":\"photos\",\"upload\":\"x\"} | 400 | both",
                "{\"upload\":\"0123456789abcdef0123\"} | 400 | no upload",
                "{\"data\":\"photos\",\"split\":\"../../x.csv\"} | 400 | 'split'",
                "{\"data\":\"photos\",\"corruptions\":[\"rain\"]} | 400 | rain",
                "{\"data\":\"photos\",\"corruptions\":[\"shift:4\"]} | 400 | shift",
                "{\"data\":\"photos\",\"corruptions\":[\"shift\"],\"severities\":[9]} | 400 | 9",
                "{\"data\":\"photos\",\"seeds\":[1,2]} | 400 | seeds",
                "{\"data\":\"photos\",\"output\":\"/tmp\"} | 400 | 'output'",
                "{\"kind\":\"training\"} | 400 | kind",
                "{\"ttl_seconds\":-1} | 400 | 'ttl_seconds'",
                "{\"data\":\"photos\",\"data\":\"photos\"} | 400 | data");
        try (JobsOverHttp jobs = JobsOverHttp.start(folder)) {
            for (String row : rows) {
                String[] parts = row.split(" \\| ", -1);
                for (String path : List.of("/v1/jobs", "/v1/jobs?validateOnly=true")) {
                    HttpResponse<byte[]> response = jobs.orderAt(path, parts[0]);
                    assertThat(response.statusCode())
                            .as(ServiceFixture.text(response))
                            .isEqualTo(Integer.parseInt(parts[1]));
                    assertThat(JobsOverHttp.header(response, "Content-Type")).hasValue("application/problem+json");
                    assertThat(json(response).get("title") + " "
                                    + json(response).get("detail"))
                            .as(row)
                            .contains(parts[2]);
                }
            }
            assertThat(array(json(jobs.get("/v1/jobs")).get("jobs"))).isEmpty();
        }
    }

    @Test
    void ordersAreJsonAndNotTooLarge() throws Exception {
        try (JobsOverHttp jobs = JobsOverHttp.start(folder)) {
            HttpResponse<byte[]> form = jobs.service.send(jobs.to("/v1/jobs")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("data=photos")));
            assertThat(form.statusCode()).isEqualTo(415);
            assertThat(RawClient.status(
                            jobs.service.port(Port.ADMIN),
                            "POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 1048577\r\n\r\n{"))
                    .isEqualTo(413);
            assertThat(jobs.orderAt("/v1/jobs?validate=true", SHIFTED).statusCode())
                    .isEqualTo(400);
            assertThat(jobs.get("/v1/jobs/" + "x".repeat(30)).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void anEstimateMakesNoJob() throws Exception {
        try (JobsOverHttp jobs = JobsOverHttp.start(folder)) {
            HttpResponse<byte[]> response = jobs.orderAt("/v1/jobs?validateOnly=true", SHIFTED);
            assertThat(response.statusCode()).as(ServiceFixture.text(response)).isEqualTo(200);
            assertThat(json(response))
                    .containsEntry("cells", 4L)
                    .containsEntry("pictures", 12L)
                    .containsKeys("time_ms", "disk_bytes", "detection");
            assertThat(array(json(jobs.get("/v1/jobs")).get("jobs"))).isEmpty();
        }
    }

    @Test
    void filesOfAJobThatHasExpiredAreGoneAndItsReceiptIsKept() throws Exception {
        try (JobsOverHttp jobs = new JobsOverHttp(folder, settings -> settings.withRetention(Duration.ofDays(1), 0))) {
            String path = jobs.ordered(SHIFTED);
            jobs.ended(path);
            // Nothing may stay, so it expires as soon as somebody looks after it.
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (json(jobs.get(path)).get("expired") != Boolean.TRUE && System.nanoTime() < end) {
                jobs.ended(jobs.ordered(SHIFTED));
            }
            HttpResponse<byte[]> gone = jobs.get(path + "/artefacts/robustness.json");
            assertThat(gone.statusCode()).isEqualTo(410);
            assertThat(json(gone)).containsEntry("code", "EXPIRED");
            assertThat(jobs.get(path + "/artefacts.zip").statusCode()).isEqualTo(410);
            assertThat(jobs.get(path + "/artefacts/receipt.json").statusCode()).isEqualTo(200);
            assertThat(json(jobs.get(path))).containsEntry("state", "SUCCEEDED").containsEntry("expired", true);
        }
    }

    @Test
    void aJobOverAnUpload() throws Exception {
        try (JobsOverHttp jobs = JobsOverHttp.start(folder)) {
            ByteArrayOutputStream archive = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(archive)) {
                for (String name : List.of("pics/zero/1.png", "pics/two/2.png")) {
                    zip.putNextEntry(new ZipEntry(name));
                    zip.write("40".getBytes(StandardCharsets.UTF_8));
                }
            }
            HttpResponse<byte[]> sent = jobs.service.send(jobs.to("/v1/uploads")
                    .header("Content-Type", "application/zip")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(archive.toByteArray())));
            assertThat(sent.statusCode()).as(ServiceFixture.text(sent)).isEqualTo(201);
            String upload = String.valueOf(json(sent).get("id"));
            Gate gate = jobs.hold();
            String path = jobs.ordered(SHIFTED.replace("\"data\":\"photos\"", "\"upload\":\"" + upload + "\""));
            assertThat(jobs.delete("/v1/uploads/" + upload).statusCode()).isEqualTo(409);
            gate.open();
            assertThat(jobs.ended(path)).containsEntry("state", "SUCCEEDED");
            Map<String, Object> result =
                    object(JsonTree.read(ServiceFixture.text(jobs.get(path + "/artefacts/robustness.json"))));
            assertThat(object(result.get("data"))).containsEntry("pictures", 2L);
            assertThat(jobs.get("/v1/uploads/" + upload).statusCode()).isEqualTo(200);
            String last = jobs.ordered(
                    SHIFTED.replace("\"data\":\"photos\"", "\"upload\":\"" + upload + "\",\"upload_keep\":false"));
            assertThat(jobs.ended(last)).containsEntry("state", "SUCCEEDED");
            assertThat(jobs.delete(last).statusCode()).isEqualTo(204);
            assertThat(jobs.get("/v1/uploads/" + upload).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void dataSetsThatMayBeNamed() throws Exception {
        try (JobsOverHttp jobs = JobsOverHttp.start(folder)) {
            Files.createDirectories(folder.resolve("data/.hidden"));
            Files.createSymbolicLink(folder.resolve("data/link"), folder);
            assertThat(ServiceFixture.text(jobs.get("/v1/datasets")))
                    .isEqualTo("{\"datasets\":[{\"name\":\"photos\",\"classes\":2}]}");
        }
    }

    @Test
    void aServiceWhoseJobsAreNotOpenSaysSo() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            HttpResponse<byte[]> early = service.send(service.to(Port.ADMIN, "/v1/jobs"));
            assertThat(early.statusCode()).isEqualTo(503);
            assertThat(JobsOverHttp.header(early, "Retry-After")).hasValue("1");
            assertThat(service.get("/v1/jobs").statusCode()).isEqualTo(404);
        }
    }
}
