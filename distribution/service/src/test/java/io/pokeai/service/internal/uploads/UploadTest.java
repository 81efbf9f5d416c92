package io.pokeai.service.internal.uploads;

import static io.pokeai.engine.testkit.JsonTree.array;
import static io.pokeai.engine.testkit.JsonTree.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.service.internal.web.ServletHost;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives of honest and of hostile clients. */
class UploadTest {
    private static final UploadLimits LIMITS = new UploadLimits(100_000, 400_000, 200_000, 20, 100, 2, 500_000);

    @TempDir
    Path folder;

    private Set<String> needed = Set.of();

    private UploadShelf shelf() throws IOException {
        return shelf(Instant.parse("2030-01-01T00:00:00Z"));
    }

    private UploadShelf shelf(Instant now) throws IOException {
        return UploadShelf.open(folder.resolve("uploads"), LIMITS, Clock.fixed(now, ZoneOffset.UTC));
    }

    private ServletHost host() throws Exception {
        UploadShelf shelf = shelf();
        return ServletHost.start(new UploadServlet(() -> shelf, () -> needed, LIMITS));
    }

    private static HttpResponse<byte[]> post(ServletHost host, byte[] archive) throws Exception {
        return host.send(host.to("/v1/uploads")
                .header("Content-Type", "application/zip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(archive)));
    }

    private static Map<String, Object> json(HttpResponse<byte[]> response) throws Exception {
        return object(JsonTree.read(new String(response.body(), StandardCharsets.UTF_8)));
    }

    private static Archives pictures() throws IOException {
        return new Archives()
                .add("cat/1.png", "one")
                .add("cat/more/2.JPG", "two")
                .add("dog/ü.webp", "three");
    }

    /** What lies below the folder, without what is said of uploads. */
    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("uploads"))) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.resolve("uploads").relativize(file).toString())
                    .filter(file -> !file.endsWith("upload.json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void anArchiveBecomesADataSet() throws Exception {
        try (ServletHost host = host()) {
            byte[] archive =
                    pictures().folder("cat/").add("__MACOSX/cat/._1.png", "x").bytes();
            HttpResponse<byte[]> created = post(host, archive);
            assertThat(created.statusCode()).isEqualTo(201);
            String id = String.valueOf(json(created).get("id"));
            assertThat(created.headers().firstValue("Location")).hasValue("/v1/uploads/" + id);
            assertThat(json(created))
                    .containsEntry("classes", 2L)
                    .containsEntry("pictures", 3L)
                    .containsEntry("passed_over", 1L)
                    .containsEntry("bytes", 11L)
                    .containsEntry("root", "");
            assertThat(files())
                    .containsExactly(
                            id + "/content/cat/1.png", id + "/content/cat/more/2.JPG", id + "/content/dog/ü.webp");
            // The same archive is the same upload.
            HttpResponse<byte[]> again = post(host, archive);
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(json(again)).isEqualTo(json(created));
            assertThat(json(host.send(host.to("/v1/uploads/" + id)))).isEqualTo(json(created));
            assertThat(array(json(host.send(host.to("/v1/uploads"))).get("uploads")))
                    .hasSize(1);
            assertThat(host.send(host.to("/v1/uploads/" + id).DELETE()).statusCode())
                    .isEqualTo(204);
            assertThat(host.send(host.to("/v1/uploads/" + id).DELETE()).statusCode())
                    .isEqualTo(404);
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void oneFolderAroundAllOfItIsNoClass() throws Exception {
        try (ServletHost host = host()) {
            HttpResponse<byte[]> created = post(
                    host,
                    new Archives()
                            .add("pics/cat/1.png", "1")
                            .add("pics/dog/2.png", "2")
                            .bytes());
            assertThat(json(created)).containsEntry("root", "pics").containsEntry("classes", 2L);
        }
        UploadShelf again = shelf();
        String id = again.list().get(0).id();
        assertThat(again.folder(id))
                .hasValue(folder.resolve("uploads").resolve(id).resolve("content/pics"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../cat/1.png",
                "cat/../../1.png",
                "cat/./1.png",
                "/etc/1.png",
                "cat//1.png",
                "C:/cat/1.png",
                "cat\\1.png",
                "cat/\u0000.png",
                "cat/\n.png",
                "cat/\u202egnp.1.png",
                "cat/1.exe",
                "cat/1.png.sh",
                "cat/index.html",
                "cat/.png",
                "cat/png",
                "1.png",
                "cat/1.zip",
                ""
            })
    void namesThatAreRefused(String name) throws Exception {
        refused(new Archives().add("dog/1.png", "1").add(name, "2").bytes(), 422);
    }

    @Test
    void namesThatAreTooLongOrLieTooDeep() throws Exception {
        refused(new Archives().add("cat/" + "x".repeat(252) + ".png", "1").bytes(), 422);
        refused(new Archives().add("cat/" + "ü".repeat(126) + ".png", "1").bytes(), 422);
        refused(new Archives().add("c/".repeat(16) + "1.png", "1").bytes(), 422);
        refused(
                new Archives()
                        .add(("x".repeat(200) + "/").repeat(6) + "1.png", "1")
                        .bytes(),
                422);
    }

    @Test
    void namesThatAreOneFile() throws Exception {
        refused(new Archives().add("cat/1.png", "1").add("cat/1.png", "2").bytes(), 422);
        refused(new Archives().add("cat/1.png", "1").add("cat/1.PNG", "2").bytes(), 422);
        refused(new Archives().add("cat/1.png", "1").add("Cat/2.png", "2").bytes(), 422);
        refused(
                new Archives()
                        .add("cat/\u00e9.png", "1")
                        .add("cat/e\u0301.png", "2")
                        .bytes(),
                422);
        refused(new Archives().add("cat/1.png", "1").add("cat/1.png/2.png", "2").bytes(), 422);
        refused(new Archives().add("cat/1.png/2.png", "1").add("cat/1.png", "2").bytes(), 422);
    }

    @Test
    void linksDevicesAndEncryptedEntries() throws Exception {
        byte[] name = "cat/1.png".getBytes(StandardCharsets.UTF_8);
        byte[] target = "/etc/passwd".getBytes(StandardCharsets.UTF_8);
        assertThat(refused(
                        new Archives().add(name, target, 0, 0, 3, 0120777, 11).bytes(), 422))
                .contains("symbolic link");
        refused(new Archives().add(name, target, 0, 0, 3, 0020666, 11).bytes(), 422);
        refused(new Archives().add(name, target, 0, 0, 3, 0010666, 11).bytes(), 422);
        refused(new Archives().add(name, target, 0, 0, 3, 0040755, 11).bytes(), 422);
        assertThat(refused(new Archives().add(name, target, 0, 1, 0, 0, 11).bytes(), 422))
                .contains("encrypted");
        refused(new Archives().add(name, target, 12, 0, 0, 0, 11).bytes(), 422);
        refused(
                new Archives()
                        .add(new byte[] {'c', '/', (byte) 0xff, '.', 'p', 'n', 'g'}, target, 0, 0, 0, 0, 11)
                        .bytes(),
                422);
    }

    @Test
    void bombs() throws Exception {
        // 190,000 zeros are 200 bytes.
        assertThat(refused(
                        new Archives()
                                .add("cat/1.png", new byte[199_000])
                                .add("cat/2.png", new byte[199_000])
                                .add("cat/3.png", new byte[199_000])
                                .bytes(),
                        413))
                .contains("unpacked");
        refused(new Archives().add("cat/1.png", new byte[200_001]).bytes(), 413);
        // It says less than it holds, and more.
        byte[] name = "cat/1.png".getBytes(StandardCharsets.UTF_8);
        refused(new Archives().add(name, new byte[150_000], 8, 0, 0, 0, 10).bytes(), 422);
        refused(new Archives().add(name, new byte[10], 8, 0, 0, 0, 150_000).bytes(), 422);
        Archives many = new Archives();
        for (int i = 0; i <= 20; i++) {
            many.add("cat/" + i + ".png", "1");
        }
        refused(many.bytes(), 413);
    }

    @Test
    void ratio() throws Exception {
        UploadLimits strict = new UploadLimits(100_000, 50_000_000, 50_000_000, 20, 100, 2, 500_000);
        UploadShelf shelf = UploadShelf.open(folder.resolve("uploads"), strict, Clock.systemUTC());
        try (ServletHost host = ServletHost.start(new UploadServlet(() -> shelf, () -> needed, strict))) {
            HttpResponse<byte[]> response = post(
                    host, new Archives().add("cat/1.png", new byte[10_000_000]).bytes());
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(String.valueOf(json(response).get("title"))).contains("100 times");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void whatIsNoArchiveOrOnlyAPartOfOne() throws Exception {
        byte[] whole = pictures().bytes();
        refused(new byte[0], 400);
        refused("not a zip archive, but long enough".getBytes(StandardCharsets.UTF_8), 400);
        for (int length : new int[] {10, whole.length / 2, whole.length - 1}) {
            refused(java.util.Arrays.copyOf(whole, length), 400);
        }
        refused(pictures().sayMore(1).bytes(), 400);
        refused(pictures().sayMore(-1).bytes(), 400);
        refused(new Archives().bytes(), 422);
        refused(new Archives().folder("cat/").bytes(), 422);
    }

    @Test
    void tooManyBytes() throws Exception {
        refused(new byte[100_001], 413);
        try (ServletHost host = host()) {
            HttpResponse<byte[]> chunked = host.send(host.to("/v1/uploads")
                    .header("Content-Type", "application/zip")
                    .POST(HttpRequest.BodyPublishers.ofInputStream(
                            () -> new java.io.ByteArrayInputStream(new byte[100_001]))));
            assertThat(chunked.statusCode()).isEqualTo(413);
            assertThat(post(host, pictures().bytes()).statusCode()).isEqualTo(201);
            HttpResponse<byte[]> form = host.send(host.to("/v1/uploads")
                    .header("Content-Type", "multipart/form-data; boundary=x")
                    .POST(HttpRequest.BodyPublishers.ofString("--x--")));
            assertThat(form.statusCode()).isEqualTo(415);
        }
    }

    @Test
    void onlySoManyUploadsAreKept() throws Exception {
        try (ServletHost host = host()) {
            assertThat(post(host, new Archives().add("cat/1.png", "1").bytes()).statusCode())
                    .isEqualTo(201);
            assertThat(post(host, new Archives().add("cat/1.png", "2").bytes()).statusCode())
                    .isEqualTo(201);
            HttpResponse<byte[]> third =
                    post(host, new Archives().add("cat/1.png", "3").bytes());
            assertThat(third.statusCode()).isEqualTo(507);
            assertThat(files()).hasSize(2);
        }
    }

    @Test
    void whatAKilledServiceHasLeftIsDeletedAndWhatIsWholeStays() throws Exception {
        try (ServletHost host = host()) {
            post(host, pictures().bytes());
        }
        Path left = Files.createDirectories(folder.resolve("uploads/.part-0815/content/cat"));
        Files.writeString(left.resolve("1.png"), "1");
        Files.writeString(folder.resolve("uploads/.part-4711.zip"), "PK");
        assertThat(shelf().list()).hasSize(1);
        assertThat(files()).hasSize(3);
    }

    @Test
    void anUploadThatAJobNeedsStaysAndOneThatNobodyNeedsGoesAfterADay() throws Exception {
        String id;
        try (ServletHost host = host()) {
            id = String.valueOf(json(post(host, pictures().bytes())).get("id"));
            needed = Set.of(id);
            HttpResponse<byte[]> refused =
                    host.send(host.to("/v1/uploads/" + id).DELETE());
            assertThat(refused.statusCode()).isEqualTo(409);
        }
        Instant later = Instant.parse("2030-01-01T00:00:00Z").plus(UploadShelf.KEPT);
        UploadShelf shelf = shelf(later);
        shelf.expire(Set.of(), Map.of());
        assertThat(shelf.list()).hasSize(1);
        UploadShelf muchLater = shelf(later.plus(Duration.ofHours(5)));
        muchLater.expire(Set.of(id), Map.of());
        assertThat(muchLater.list()).hasSize(1);
        // The job had needed it until then.
        muchLater.expire(Set.of(), Map.of());
        assertThat(muchLater.list()).hasSize(1);
        UploadShelf end = shelf(later.plus(Duration.ofHours(30)));
        end.expire(Set.of(), Map.of());
        assertThat(end.list()).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void anUploadThatIsToGoWithItsJobStaysWhileItIsNeededAndWhenItWasSentAgain() throws Exception {
        String id;
        try (ServletHost host = host()) {
            id = String.valueOf(json(post(host, pictures().bytes())).get("id"));
        }
        Instant sent = Instant.parse("2030-01-01T00:00:00Z");
        UploadShelf shelf = shelf(sent.plusSeconds(60));
        shelf.expire(Set.of(), Map.of(id, sent.minusSeconds(1)));
        assertThat(shelf.list()).as("sent after the end of the job").hasSize(1);
        shelf.expire(Set.of(id), Map.of(id, sent.plusSeconds(30)));
        assertThat(shelf.list()).as("needed by another one").hasSize(1);
        shelf.expire(Set.of(), Map.of("other", sent.plusSeconds(90)));
        assertThat(shelf.list()).hasSize(1);
        shelf.expire(Set.of(), Map.of(id, sent.plusSeconds(90)));
        assertThat(shelf.list()).isEmpty();
        assertThat(files()).isEmpty();
    }

    /** Sends an archive that is refused; nothing of it stays. */
    private String refused(byte[] archive, int status) throws Exception {
        try (ServletHost host = host()) {
            HttpResponse<byte[]> response = post(host, archive);
            String text = new String(response.body(), StandardCharsets.UTF_8);
            assertThat(response.statusCode()).as(text).isEqualTo(status);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(files()).isEmpty();
            return text;
        }
    }
}
