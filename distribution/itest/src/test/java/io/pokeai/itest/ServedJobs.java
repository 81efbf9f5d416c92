package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code pokeai serve} of an installation with the data sets of its working folder, as a client of its jobs sees it. */
final class ServedJobs {
    private static final Pattern READY =
            Pattern.compile("ready http://127\\.0\\.0\\.1:\\d+ admin (http://127\\.0\\.0\\.1:(\\d+))\n");

    private final HttpClient client = HttpClient.newHttpClient();
    final Running service;
    final String url;
    final int port;

    private ServedJobs(Running service, String url, int port) {
        this.service = service;
        this.url = url;
        this.port = port;
    }

    /** A service that is ready, and whose jobs are open. */
    static ServedJobs start(Installation user) throws Exception {
        Running service = user.pokeai(
                        "serve",
                        "--port",
                        "0",
                        "--admin-port",
                        "0",
                        "--data-root",
                        user.work().toString())
                .start();
        assertThat(service.await(() -> READY.matcher(service.out()).matches()))
                .as(service.out() + service.err())
                .isTrue();
        Matcher ready = READY.matcher(service.out());
        assertThat(ready.matches()).isTrue();
        ServedJobs jobs = new ServedJobs(service, ready.group(1), Integer.parseInt(ready.group(2)));
        assertThat(service.await(jobs::areOpen)).as(service.err()).isTrue();
        return jobs;
    }

    private boolean areOpen() {
        try {
            return send("GET", "/v1/jobs").statusCode() == 200;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    HttpResponse<byte[]> send(String method, String path) throws Exception {
        return send(method, path, HttpRequest.BodyPublishers.noBody());
    }

    private HttpResponse<byte[]> send(String method, String path, HttpRequest.BodyPublisher body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(Duration.ofSeconds(60))
                        .header("Content-Type", "application/json")
                        .method(method, body)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Orders a job; its path. */
    String order(String json) throws Exception {
        HttpResponse<byte[]> response = send("POST", "/v1/jobs", HttpRequest.BodyPublishers.ofString(json));
        assertThat(response.statusCode()).as(text(response)).isEqualTo(201);
        return response.headers().firstValue("Location").orElseThrow();
    }

    /** Where a job is. */
    String state(String path) throws Exception {
        return String.valueOf(((Map<?, ?>) Json.parse(text(send("GET", path)))).get("state"));
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /**
     * Reads events from the first one that is not known until the stream ends, by itself or because the service does.
     *
     * @param seen the data of each event by its id; gets those that come
     * @param most events, after which the client goes
     */
    void events(String path, Map<Long, String> seen, int most) throws Exception {
        long last = seen.isEmpty() ? 0 : new TreeMap<>(seen).lastKey();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
            socket.getOutputStream()
                    .write(("GET " + path + "/events HTTP/1.0\r\nHost: localhost\r\nLast-Event-ID: " + last
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String id = "";
            int count = 0;
            for (String line = in.readLine(); line != null && count < most; line = in.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ") && !id.isEmpty()) {
                    assertThat(seen.put(Long.parseLong(id), line.substring(6)))
                            .as("event " + id + " once")
                            .isNull();
                    id = "";
                    count++;
                }
            }
        } catch (java.io.IOException e) {
            // A part of an event is none.
            assertThat(service.process().isAlive()).as(e.toString()).isFalse();
        }
    }

    /** As the power goes. */
    void kill() throws Exception {
        service.process().destroyForcibly();
        service.outcome();
    }
}
