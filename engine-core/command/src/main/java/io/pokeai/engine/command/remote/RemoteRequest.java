package io.pokeai.engine.command.remote;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is asked of a service.
 *
 * <p><b>Threads</b> immutable; each method gives a new request.
 */
public final class RemoteRequest {
    /** How long a reply may pause. A service answers health within milliseconds, and sends a sign of life on streams every 15 s. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String JSON = "application/json";

    private final String method;
    private final String target;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Optional<Path> file;
    private final Duration patience;

    private RemoteRequest(
            String method,
            String target,
            Map<String, String> headers,
            byte[] body,
            Optional<Path> file,
            Duration patience) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
        this.file = file;
        this.patience = patience;
    }

    /** @param path its parts, each as it is: they are escaped here */
    public static RemoteRequest of(String method, String... path) {
        String target = Arrays.stream(path).map(RemoteRequest::escaped).collect(Collectors.joining("/", "/", ""));
        return new RemoteRequest(method, target, Map.of(), new byte[0], Optional.empty(), PATIENCE);
    }

    /** A {@code GET}. */
    public static RemoteRequest get(String... path) {
        return of("GET", path);
    }

    /** A {@code POST}, without a body until {@link #json} or {@link #file}. */
    public static RemoteRequest post(String... path) {
        return of("POST", path);
    }

    /**
     * The target of a {@code Location}, below the address of the service.
     *
     * @param location a path that begins with a slash, escaped already
     */
    public static RemoteRequest at(String method, String location) {
        return new RemoteRequest(method, location, Map.of(), new byte[0], Optional.empty(), PATIENCE);
    }

    /** With one more parameter in the query. */
    public RemoteRequest query(String name, String value) {
        char before = target.indexOf('?') < 0 ? '?' : '&';
        return new RemoteRequest(
                method, target + before + escaped(name) + '=' + escaped(value), headers, body, file, patience);
    }

    /**
     * With one more header.
     *
     * @throws IllegalArgumentException for a value with a line break
     */
    public RemoteRequest header(String name, String value) {
        if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("the header " + name + " has a character that none can have");
        }
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new RemoteRequest(method, target, more, body, file, patience);
    }

    /** With JSON as its body. */
    public RemoteRequest json(byte[] text) {
        return new RemoteRequest(method, target, headers, text.clone(), Optional.empty(), patience)
                .header("Content-Type", JSON);
    }

    /** With a file as its body, which is read while it is sent. */
    public RemoteRequest file(Path content, String type) {
        return new RemoteRequest(method, target, headers, new byte[0], Optional.of(content), patience)
                .header("Content-Type", type);
    }

    /** With another time for which a reply may pause. */
    public RemoteRequest patience(Duration time) {
        return new RemoteRequest(method, target, headers, body, file, time);
    }

    private static String escaped(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    String method() {
        return method;
    }

    Duration patience() {
        return patience;
    }

    byte[] body() {
        return body;
    }

    Optional<Path> file() {
        return file;
    }

    /** Whether a service expects a length even of nothing. */
    private boolean mayHaveBody() {
        return !method.equals("GET") && !method.equals("HEAD") && !method.equals("DELETE");
    }

    /** The head, as it is sent. */
    byte[] head(RemoteAddress address, Optional<String> token, long bodyBytes) {
        List<String> lines = new ArrayList<>();
        lines.add(method + ' ' + address.prefix() + target + " HTTP/1.1");
        lines.add("Host: " + address.hostHeader());
        lines.add("Connection: close");
        token.ifPresent(text -> lines.add("Authorization: Bearer " + text));
        if (mayHaveBody() || bodyBytes > 0) {
            lines.add("Content-Length: " + bodyBytes);
        }
        headers.forEach((name, value) -> lines.add(name + ": " + value));
        return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return method + ' ' + target;
    }
}
