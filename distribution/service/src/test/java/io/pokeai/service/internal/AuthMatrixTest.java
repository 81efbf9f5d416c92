package io.pokeai.service.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.service.internal.web.BearerTokens;
import io.pokeai.service.internal.web.Port;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every servlet of the one list × every token × every method × both ports, with paths that are made of the servlets' own patterns: a
 * servlet that is added to the list is in this test.
 */
class AuthMatrixTest {
    private static final String CALLER = "caller-0123456789abcdef";
    private static final String OPERATOR = "operator-0123456789abcdef";

    /** What docs/serve.md says needs no token. */
    private static final Set<String> OPEN =
            Set.of("/health/live", "/health/ready", "/v2/health/live", "/v2/health/ready");

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

    @TempDir
    Path folder;

    /** Paths that a pattern answers: its head, something below it, and names that have a meaning below some of them. */
    private static Set<String> paths(Endpoint endpoint) {
        Set<String> paths = new LinkedHashSet<>();
        for (String pattern : endpoint.patterns()) {
            if (pattern.endsWith("/*")) {
                String head = pattern.substring(0, pattern.length() - 2);
                paths.add(head.isEmpty() ? "/" : head);
                for (String below : List.of("/x", "/m/swap", "/live", "/models/m/classify", "/health/live")) {
                    paths.add(head + below);
                }
            } else {
                paths.add(pattern);
            }
        }
        return paths;
    }

    private ServiceFixture guarded() throws Exception {
        Path callers = Files.writeString(folder.resolve("callers"), CALLER);
        Path operators = Files.writeString(folder.resolve("operators"), OPERATOR);
        return ServiceFixture.start(
                folder, ServiceFixture.Setup.usual().with(BearerTokens.read(callers), BearerTokens.read(operators)));
    }

    @Test
    void everyServletIsBoundToOnePortWithPatternsOfItsOwn() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            assertThat(service.endpoints).extracting(Endpoint::name).doesNotHaveDuplicates();
            for (Port port : Port.values()) {
                List<String> patterns = service.endpoints.stream()
                        .filter(endpoint -> endpoint.port() == port)
                        .flatMap(endpoint -> endpoint.patterns().stream())
                        .toList();
                // What nobody has is answered, too, or the server would answer with a page of its own.
                assertThat(patterns).doesNotHaveDuplicates().contains("/*");
            }
        }
    }

    @Test
    void everyPathOfEveryServletWithEveryTokenOnBothPorts() throws Exception {
        Map<String, Integer> expected = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        try (ServiceFixture service = guarded()) {
            Set<String> paths = new LinkedHashSet<>(OPEN);
            service.endpoints.forEach(endpoint -> paths.addAll(paths(endpoint)));
            for (Port port : Port.values()) {
                String own = port == Port.PUBLIC ? CALLER : OPERATOR;
                String other = port == Port.PUBLIC ? OPERATOR : CALLER;
                expected.clear();
                expected.put("", 401);
                expected.put("Bearer ", 401);
                expected.put("Bearer wrong-0123456789abcdef", 401);
                expected.put("Bearer " + own + "x", 401);
                expected.put("Bearer " + own.substring(1), 401);
                expected.put("Basic " + own, 401);
                expected.put(own, 401);
                expected.put("Bearer " + other, 403);
                for (String path : paths) {
                    for (String method : METHODS) {
                        expected.forEach((token, status) -> {
                            int found = status(service, port, method, path, token);
                            boolean right = OPEN.contains(path) ? found != 401 && found != 403 : found == status;
                            if (!right) {
                                wrong.add(port + " " + method + " " + path + " with '" + token + "': " + found);
                            }
                        });
                        int allowed = status(service, port, method, path, "bearer " + own);
                        // 503: no jobs are open here.
                        if (allowed == 401 || allowed == 403 || (allowed >= 500 && allowed != 503)) {
                            wrong.add(port + " " + method + " " + path + " with its token: " + allowed);
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsOnOnePortIsNotOnTheOther() throws Exception {
        List<String> reached = new ArrayList<>();
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            for (Endpoint endpoint : service.endpoints) {
                Port other = endpoint.port() == Port.PUBLIC ? Port.ADMIN : Port.PUBLIC;
                List<String> there = service.endpoints.stream()
                        .filter(one -> one.port() == other)
                        .flatMap(one -> one.patterns().stream())
                        .filter(pattern -> !pattern.equals("/*"))
                        .toList();
                for (String pattern : endpoint.patterns()) {
                    String path = pattern.replace("*", "x");
                    boolean shared = there.stream().anyMatch(one -> covers(one, path));
                    if (!shared && !pattern.equals("/*") && status(service, other, "GET", path, "") != 404) {
                        reached.add(other + " answers " + path);
                    }
                }
            }
        }
        assertThat(reached).isEmpty();
    }

    private static boolean covers(String pattern, String path) {
        String head = pattern.replaceFirst("/\\*$", "");
        return path.equals(head) || (pattern.endsWith("/*") && path.startsWith(head + "/"));
    }

    private static int status(ServiceFixture service, Port port, String method, String path, String token) {
        try {
            HttpRequest.Builder request = service.to(port, path).method(method, HttpRequest.BodyPublishers.noBody());
            HttpResponse<byte[]> response =
                    service.send(token.isEmpty() ? request : request.header("Authorization", token));
            if (response.statusCode() == 401) {
                assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
            }
            return response.statusCode();
        } catch (Exception e) {
            throw new AssertionError(port + " " + method + " " + path, e);
        }
    }
}
