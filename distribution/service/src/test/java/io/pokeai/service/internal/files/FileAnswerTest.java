package io.pokeai.service.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.service.internal.web.ServletHost;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 9110 says of ranges (14), entity tags (8.8.3) and conditions (13). */
class FileAnswerTest {
    private static final String TAG = "\"a1b2\"";

    @TempDir
    Path folder;

    private byte[] content = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private ServletHost host(String name, StreamRoom room) throws Exception {
        Path file = Files.write(folder.resolve("file"), content);
        ServedFile served = new ServedFile(file, name, content.length, "a1b2", type(name));
        return ServletHost.start((request, response) -> FileAnswer.write(request, response, served, room));
    }

    private static String type(String name) {
        return name.endsWith(".html")
                ? "text/html"
                : name.endsWith(".csv")
                        ? "text/csv"
                        : name.endsWith(".svg") ? "image/svg+xml" : "application/octet-stream";
    }

    private ServletHost host(String name) throws Exception {
        return host(name, new StreamRoom("downloads", 4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // RFC 9110, 14.1.2: the examples, for a file of ten bytes.
                "bytes=0-4 | 206 | bytes 0-4/10 | 01234",
                "bytes=5-9 | 206 | bytes 5-9/10 | 56789",
                "bytes=-3 | 206 | bytes 7-9/10 | 789",
                "bytes=7- | 206 | bytes 7-9/10 | 789",
                "bytes=0-0 | 206 | bytes 0-0/10 | 0",
                "bytes=-1 | 206 | bytes 9-9/10 | 9",
                "bytes=0-99 | 206 | bytes 0-9/10 | 0123456789",
                "bytes=-99 | 206 | bytes 0-9/10 | 0123456789",
                "BYTES=0-4 | 206 | bytes 0-4/10 | 01234",
                "bytes=10- | 416 | bytes */10 | -",
                "bytes=-0 | 416 | bytes */10 | -",
                // Ignored, as it permits: several ranges, another unit, and what is no range.
                "bytes=0-1,3-4 | 200 | - | 0123456789",
                "lines=0-4 | 200 | - | 0123456789",
                "bytes=4-2 | 200 | - | 0123456789",
                "bytes=- | 200 | - | 0123456789",
                "bytes=a-b | 200 | - | 0123456789",
                "bytes=0-99999999999999999999999 | 200 | - | 0123456789"
            })
    void ranges(String range, int status, String contentRange, String body) throws Exception {
        try (ServletHost host = host("f.txt")) {
            HttpResponse<byte[]> response = host.send(host.to("/f").header("Range", range));
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.headers().firstValue("Content-Range").orElse(null))
                    .isEqualTo(contentRange);
            if (body != null) {
                assertThat(new String(response.body(), StandardCharsets.US_ASCII))
                        .isEqualTo(body);
                assertThat(response.headers().firstValue("ETag")).hasValue(TAG);
                assertThat(response.headers().firstValue("Accept-Ranges")).hasValue("bytes");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "If-None-Match | \"a1b2\" | 304",
                "If-None-Match | W/\"a1b2\" | 304",
                "If-None-Match | \"x\", W/\"y\" , \"a1b2\" | 304",
                "If-None-Match | * | 304",
                "If-None-Match | \"other\" | 206",
                "If-None-Match | a1b2 | 206",
                "If-None-Match | \"a1b2 | 206",
                "If-Match | \"a1b2\" | 206",
                "If-Match | * | 206",
                "If-Match | W/\"a1b2\" | 412",
                "If-Match | \"other\" | 412",
                "If-Range | \"a1b2\" | 206",
                "If-Range | W/\"a1b2\" | 200",
                "If-Range | \"other\" | 200",
                "If-Range | Sat, 29 Oct 1994 19:43:31 GMT | 200"
            })
    void conditions(String header, String value, int status) throws Exception {
        try (ServletHost host = host("f.txt")) {
            HttpResponse<byte[]> response =
                    host.send(host.to("/f").header("Range", "bytes=0-4").header(header, value));
            assertThat(response.statusCode()).isEqualTo(status);
            if (status == 304) {
                assertThat(response.body()).isEmpty();
                assertThat(response.headers().firstValue("ETag")).hasValue(TAG);
            }
        }
    }

    @Test
    void headSaysWhatGetWouldWithoutABody() throws Exception {
        try (ServletHost host = host("f.txt")) {
            HttpResponse<byte[]> response = host.send(
                    host.to("/f").header("Range", "bytes=0-4").method("HEAD", HttpRequest.BodyPublishers.noBody()));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Length")).hasValue("10");
            assertThat(response.body()).isEmpty();
        }
    }

    @Test
    void aLargeFileComesWholeAndWithoutAThreadThatWaits() throws Exception {
        content = new byte[5_000_000];
        new Random(5).nextBytes(content);
        StreamRoom room = new StreamRoom("downloads", 4);
        try (ServletHost host = host("f.bin", room)) {
            assertThat(host.send(host.to("/f")).body()).isEqualTo(content);
            byte[] part = host.send(host.to("/f").header("Range", "bytes=4000000-4999999"))
                    .body();
            assertThat(part).isEqualTo(Arrays.copyOfRange(content, 4_000_000, 5_000_000));
        }
        assertThat(room.open()).isZero();
    }

    @Test
    void aFileThatHasBecomeShorterIsNotTakenForTheWhole() throws Exception {
        Path file = Files.write(folder.resolve("short"), new byte[100_000]);
        ServedFile served = new ServedFile(file, "f", 1_000_000, "a1b2", "application/octet-stream");
        StreamRoom room = new StreamRoom("downloads", 1);
        try (ServletHost host =
                ServletHost.start((request, response) -> FileAnswer.write(request, response, served, room))) {
            assertThatThrownBy(() -> host.send(host.to("/f"))).isInstanceOf(IOException.class);
        }
        assertThat(room.open()).isZero();
    }

    @Test
    void aBrowserRunsNothingOfAPageHere() throws Exception {
        try (ServletHost host = host("seiten übersicht.html")) {
            HttpResponse<byte[]> page = host.send(host.to("/f"));
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("sandbox allow-scripts; default-src 'none'")
                    .doesNotContain("allow-same-origin");
            assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
            // RFC 6266, 4.1 and RFC 8187.
            assertThat(page.headers().firstValue("Content-Disposition"))
                    .hasValue(
                            "inline; filename=\"seiten _bersicht.html\"; filename*=UTF-8''seiten%20%C3%BCbersicht.html");
        }
        try (ServletHost host = host("answers.csv")) {
            HttpResponse<byte[]> table = host.send(host.to("/f"));
            assertThat(table.headers().firstValue("Content-Disposition").orElseThrow())
                    .startsWith("attachment; filename=\"answers.csv\"");
            assertThat(table.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("sandbox; default-src 'none';")
                    .doesNotContain("script");
        }
        try (ServletHost host = host("plot.svg")) {
            HttpResponse<byte[]> plot = host.send(host.to("/f"));
            assertThat(plot.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
            assertThat(plot.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("sandbox; default-src 'none';")
                    .doesNotContain("script");
        }
    }

    /** A name cannot end its header, or begin another one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\".html",
                "a\r\nSet-Cookie: x=1.html",
                "a; filename=b.exe.html",
                "\u202egnp.html",
                "<img src=x onerror=alert(1)>.html",
                "a'b%.html"
            })
    void aHostileNameStaysAName(String name) throws Exception {
        try (ServletHost host = host(name)) {
            HttpResponse<byte[]> page = host.send(host.to("/f"));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
            assertThat(page.headers().firstValue("Content-Disposition").orElseThrow())
                    .matches("inline; filename=\"[A-Za-z0-9._ ()-]+\"; filename\\*=UTF-8''[A-Za-z0-9._%-]+");
        }
    }

    @Test
    void moreDownloadsThanThereIsRoomForAreRefused() throws Exception {
        StreamRoom room = new StreamRoom("downloads", 1);
        try (ServletHost host = host("f.txt", room)) {
            try (StreamRoom.Place place = room.enter()) {
                assertThat(place).isNotNull();
                HttpResponse<byte[]> refused = host.send(host.to("/f"));
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            }
            assertThat(host.send(host.to("/f")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anArchiveHasTheLengthThatWasAnnouncedAndTheSameBytesAgain() throws Exception {
        ServedFile b =
                new ServedFile(Files.writeString(folder.resolve("1"), "bbb"), "reports/b ü.txt", 3, "b", "text/plain");
        ServedFile a = new ServedFile(Files.writeString(folder.resolve("2"), ""), "ä.csv", 0, "a", "text/csv");
        StreamRoom room = new StreamRoom("downloads", 1);
        try (ServletHost host = ServletHost.start(
                (request, response) -> ZipAnswer.write(request, response, List.of(b, a), "job.zip", "c0ffee", room))) {
            HttpResponse<byte[]> zip = host.send(host.to("/f"));
            assertThat(zip.headers().firstValue("Content-Length")).hasValue(String.valueOf(zip.body().length));
            assertThat(zip.headers().firstValue("Content-Type")).hasValue("application/zip");
            assertThat(zip.headers().firstValue("ETag")).hasValue("\"c0ffee.zip\"");
            // Made by Python 3: zipfile.ZipInfo(name, (1980, 2, 1, 0, 0, 0)) with create_version 10, extract_version
            // 10,
            // create_system 0, flag_bits 0x800 for both, external_attr 0 (zipfile's own 0600 taken out); entries a.csv
            // and 'reports/b ü.txt' in this
            // order.
            assertThat(java.util.HexFormat.of().formatHex(zip.body())).isEqualTo(PYTHON);
            assertThat(host.send(host.to("/f")).body()).isEqualTo(zip.body());
            assertThat(host.send(host.to("/f").header("If-None-Match", "\"c0ffee.zip\""))
                            .statusCode())
                    .isEqualTo(304);
        }
    }

    private static final String PYTHON =
            "504b03040a0000080000000041000dcf65400300000003000000100000007265706f7274732f6220c3bc2e7478746262"
                    + "62504b03040a00000800000000410000000000000000000000000006000000c3a42e637376504b01020a000a00000800"
                    + "00000041000dcf654003000000030000001000000000000000000000000000000000007265706f7274732f6220c3bc2e"
                    + "747874504b01020a000a0000080000000041000000000000000000000000000600000000000000000000000000310000"
                    + "00c3a42e637376504b0506000000000200020072000000550000000000";
}
