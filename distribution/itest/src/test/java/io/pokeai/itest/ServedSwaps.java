package io.pokeai.itest;

import io.pokeai.engine.api.backend.ContentHashes;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an operator does to a service that answers: one name whose weights, files and back end change by every road that there is over
 * HTTP, while callers ask without pause. The back end is installed twice, so that one bundle can be replaced while the other answers.
 */
final class ServedSwaps implements AutoCloseable {
    static final String MODEL = "known";

    private static final int CALLERS = 8;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Pattern READY =
            Pattern.compile("ready (http://127\\.0\\.0\\.1:\\d+) admin (http://127\\.0\\.0\\.1:\\d+)\n");
    private static final Pattern CURRENT = Pattern.compile("\"current\":\\{\"generation\":\\d+,\"version\":\"(\\w+)\"");
    private static final String FIRST = "first.jar";

    /** By which road a name changes. */
    enum Road {
        /** Another file is renamed over the one in the artifacts folder. */
        REPLACED_FILE,
        SWAP,
        CANARY_PROMOTED,
        ROLL_BACK,
        /** Callers get 503 with Retry-After in between, and nothing else. */
        UNLOAD_LOAD,
        /** The bundle of the back end is sent in another version. */
        BUNDLE_UPDATE,
        /** The bundle is stopped, the other one takes over, and it is started. */
        BUNDLE_STOP_START
    }

    private final Installation user;
    private final Path elsewhere;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, KnownModel> versions = new ConcurrentHashMap<>();
    private final Running service;
    private final String operators;
    private final ServedCallers callers;
    private int seed;

    private ServedSwaps(Installation user) throws Exception {
        this.user = user;
        this.elsewhere = Files.createDirectories(user.work().resolve("elsewhere"));
        weights(user.artifacts());
        this.service = user.pokeai("serve", "--port", "0", "--admin-port", "0").start();
        boolean ready = false;
        try {
            if (!service.await(() -> READY.matcher(service.out()).matches())) {
                throw new AssertionError(service.out() + service.err());
            }
            Matcher matcher = READY.matcher(service.out());
            if (!matcher.matches()) {
                throw new AssertionError(service.out());
            }
            this.operators = matcher.group(2);
            Path backEnd = Assembly.find().backend();
            plugin(FIRST, TestBundle.with(backEnd, Map.of("Bundle-SymbolicName", "io.pokeai.itest.first")));
            this.callers = ServedCallers.start(
                    matcher.group(1), MODEL, List.of(Color.PINK, Color.BLUE, new Color(9, 200, 90)), versions, CALLERS);
            ready = true;
        } finally {
            if (!ready) {
                service.process().destroyForcibly();
            }
        }
    }

    static ServedSwaps begin(Installation user) throws Exception {
        return new ServedSwaps(user);
    }

    ServedCallers callers() {
        return callers;
    }

    long residentKilobytes() {
        return ProcessFacts.of(service.process()).residentKilobytes();
    }

    /** Changes the name, and waits until the change is seen. */
    void change(Road road) throws Exception {
        switch (road) {
            case REPLACED_FILE -> {
                String version = weights(user.artifacts());
                Await.until("the new file answers", LONG, () -> version.equals(current()));
            }
            case SWAP -> {
                weights(elsewhere);
                post("models/" + MODEL + "/swap", file());
            }
            case CANARY_PROMOTED -> {
                weights(elsewhere);
                post("models/" + MODEL + "/canary", file().replace("}", ",\"weight\":0.3}"));
                post("models/" + MODEL + "/promote", "");
            }
            case ROLL_BACK -> {
                weights(elsewhere);
                String before = current();
                post("models/" + MODEL + "/swap", file());
                // The file of the version before may have been replaced since; the journal then has no way back.
                if (before.equals(
                        ContentHashes.reading().sha256(user.artifacts().resolve(MODEL + ".onnx")))) {
                    post("models/" + MODEL + "/rollback", "");
                }
            }
            case UNLOAD_LOAD -> {
                callers.unloaded(true);
                post("models/" + MODEL + "/unload", "");
                post("models/" + MODEL + "/load", "");
                callers.unloaded(false);
            }
            case BUNDLE_UPDATE -> {
                seed++;
                plugin(
                        FIRST,
                        TestBundle.with(
                                Assembly.find().backend(),
                                Map.of(
                                        "Bundle-SymbolicName",
                                        "io.pokeai.itest.first",
                                        "Bundle-Version",
                                        "7.0." + seed)));
            }
            case BUNDLE_STOP_START -> {
                post("plugins/" + FIRST + "/stop", "");
                post("plugins/" + FIRST + "/start", "");
            }
        }
    }

    private String file() {
        return "{\"file\":\"" + elsewhere.resolve(MODEL + ".onnx") + "\",\"allow\":[\"held\"]}";
    }

    /** Other weights, known to the callers before anybody can open them; returns their version. */
    private String weights(Path folder) throws Exception {
        KnownModel model = KnownModel.quick(++seed);
        Path fresh = model.write(Files.createDirectories(elsewhere.resolve("fresh")), MODEL);
        String version = ContentHashes.reading().sha256(fresh);
        versions.put(version, model);
        Path declared = folder.resolve(MODEL + ".model.json");
        if (!Files.exists(declared)) {
            Files.copy(fresh.resolveSibling(MODEL + ".model.json"), declared, StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.move(
                fresh,
                folder.resolve(MODEL + ".onnx"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        return version;
    }

    /** The version that answers. */
    private String current() throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(operators + "/v1/models/" + MODEL))
                        .timeout(LONG)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        Matcher current = CURRENT.matcher(response.body());
        return current.find() ? current.group(1) : "";
    }

    private void post(String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(operators + "/v1/" + path))
                .timeout(LONG)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        require(path, body.isEmpty() ? request : request.header("Content-Type", "application/json"));
    }

    private void plugin(String name, InputStream jar) throws Exception {
        try (jar) {
            require(
                    name,
                    HttpRequest.newBuilder(URI.create(operators + "/v1/plugins/" + name))
                            .timeout(LONG)
                            .header("Content-Type", "application/java-archive")
                            .PUT(HttpRequest.BodyPublishers.ofByteArray(jar.readAllBytes())));
        }
    }

    private void require(String what, HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError(what + ": " + response.statusCode() + " " + response.body() + service.err());
        }
    }

    /** Ends the service as an operator does; returns how it went. */
    Outcome end() throws Exception {
        callers.close();
        service.signal("TERM");
        return service.outcome();
    }

    @Override
    public void close() throws IOException {
        callers.close();
        service.process().destroyForcibly();
    }
}
