package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code scripts/download_models.sh}: complete or absent, and continued where it stopped. */
class DownloadModelsIT {
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int USAGE = 2;

    private final byte[] weights = new byte[300_000];
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private Path folder;
    private HttpServer server;
    private volatile int breakAfter = Integer.MAX_VALUE;
    private volatile boolean continues = true;

    @BeforeEach
    void serve() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "needs curl");
        new Random(1).nextBytes(weights);
        folder = Scratch.folder("download");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
            Scratch.delete(folder);
        }
    }

    @Test
    void fetchesWhatIsMissingAndLeavesTheRestAlone() throws Exception {
        list(hash(weights) + "  " + url() + "  runs/a/best.pt", hash(weights) + "  " + url() + "  b.pth");
        assertThat(download()).isEqualTo(new Fetched(0, List.of("b.pth", "runs", "runs/a", "runs/a/best.pt")));
        assertThat(artifacts().resolve("runs/a/best.pt")).hasBinaryContent(weights);
        int requests = ranges.size();
        assertThat(download().status()).isZero();
        assertThat(ranges).hasSize(requests);
    }

    @Test
    void readsAFileUrl() throws Exception {
        Path source = Files.write(folder.resolve("source"), weights);
        list(hash(weights).toUpperCase(Locale.ROOT) + " " + source.toUri() + " c.pth");
        assertThat(download().status()).isZero();
        assertThat(artifacts().resolve("c.pth")).hasBinaryContent(weights);
    }

    @Test
    void goesOnWhereAnInterruptedDownloadStopped() throws Exception {
        list(hash(weights) + " " + url() + " a.pth");
        breakAfter = 100_000;
        assertThat(download()).isEqualTo(new Fetched(1, List.of()));
        breakAfter = Integer.MAX_VALUE;
        assertThat(download()).isEqualTo(new Fetched(0, List.of("a.pth")));
        assertThat(artifacts().resolve("a.pth")).hasBinaryContent(weights);
        assertThat(ranges.get(ranges.size() - 1)).matches("bytes=[1-9]\\d*-");
    }

    @Test
    void beginsAgainWhereTheServerCannotContinue() throws Exception {
        list(hash(weights) + " " + url() + " a.pth");
        Path part = artifacts().resolve(".cache/downloads/" + hash(weights) + ".part");
        Files.createDirectories(part.getParent());
        Files.write(part, Arrays.copyOf(weights, 1000));
        continues = false;
        assertThat(download()).isEqualTo(new Fetched(0, List.of("a.pth")));
        assertThat(artifacts().resolve("a.pth")).hasBinaryContent(weights);
    }

    @Test
    void throwsAwayWhatIsNotTheFile() throws Exception {
        list(hash(new byte[1]) + " " + url() + " a.pth", hash(weights) + " " + url() + " b.pth");
        assertThat(download()).isEqualTo(new Fetched(1, List.of("b.pth")));
        assertThat(Scratch.files(artifacts().resolve(".cache/downloads"))).isEmpty();
    }

    @Test
    void neitherReplacesAnotherFileNorLeavesTheFolder() throws Exception {
        Files.createDirectories(artifacts());
        Files.writeString(artifacts().resolve("a.pth"), "mine");
        list(hash(weights) + " " + url() + " a.pth", hash(weights) + " " + url() + " ../outside.pth");
        assertThat(download()).isEqualTo(new Fetched(1, List.of("a.pth")));
        assertThat(artifacts().resolve("a.pth")).hasContent("mine");
        assertThat(folder.resolve("outside.pth")).doesNotExist();
    }

    @Test
    void saysWhatTheListHasWhenATargetIsUnknown() throws Exception {
        list(hash(weights) + " " + url() + " a.pth");
        assertThat(download("b.pth")).isEqualTo(new Fetched(1, List.of()));
        assertThat(download("a.pth")).isEqualTo(new Fetched(0, List.of("a.pth")));
        assertThat(download("--everything").status()).isEqualTo(USAGE);
    }

    /** Exit status, and what lies in the artifacts folder outside its cache. */
    private record Fetched(int status, List<String> files) {}

    private Fetched download(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                script().toString(),
                "--list",
                folder.resolve("list").toString(),
                "--artifacts",
                artifacts().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        List<String> files = Scratch.files(artifacts()).stream()
                .filter(file -> !file.startsWith(".cache"))
                .toList();
        return new Fetched(process.exitValue(), files);
    }

    private static Path script() {
        return Path.of("").toAbsolutePath().getParent().getParent().resolve("scripts/download_models.sh");
    }

    private Path artifacts() {
        return folder.resolve("artifacts");
    }

    private void list(String... lines) throws IOException {
        Files.writeString(folder.resolve("list"), "# comment\n\n" + String.join("\n", lines));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/weights";
    }

    private static String hash(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
        ranges.add(range);
        int from = continues && range.startsWith("bytes=") ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
        if (from > 0) {
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + from + "-" + (weights.length - 1) + "/" + weights.length);
        }
        exchange.sendResponseHeaders(from > 0 ? PARTIAL : OK, weights.length - from);
        int length = Math.min(breakAfter, weights.length - from);
        exchange.getResponseBody().write(weights, from, length);
        if (length < weights.length - from) {
            exchange.getResponseBody().flush();
            throw new IOException("the line is cut");
        }
        exchange.close();
    }
}
