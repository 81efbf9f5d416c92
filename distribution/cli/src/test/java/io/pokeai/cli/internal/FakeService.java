package io.pokeai.cli.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.command.installed.Installed;
import io.pokeai.engine.command.installed.InstalledJson;
import io.pokeai.engine.json.JsonDocument;
import io.pokeai.engine.json.JsonWriter;
import io.pokeai.engine.json.ModelJson;
import io.pokeai.engine.json.SwapJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** The administration port of a service as docs/serve.md describes it, over the fakes that a shell uses: both have to print the same. */
final class FakeService implements AutoCloseable {
    private static final String OPERATIONS = "/v1/operations/";

    final List<String> requests = new ArrayList<>();
    final List<String> bodies = new ArrayList<>();
    final CountDownLatch polled = new CountDownLatch(1);
    final CountDownLatch polledTwice = new CountDownLatch(2);
    final FakeControl control = new FakeControl();
    private final HttpServer server;
    private volatile boolean cancelled;

    /** Whether a change is answered later, and is done when it has been cancelled. */
    volatile boolean slow;

    FakeService() throws IOException {
        control.trying = true;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Writes a document. */
    private interface Document {
        void write(JsonWriter json) throws IOException;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String target = exchange.getRequestURI().toString();
        synchronized (this) {
            requests.add(exchange.getRequestMethod() + " " + target + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            bodies.add(body);
        }
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        if (target.startsWith(OPERATIONS)) {
            operation(exchange);
        } else if (target.startsWith("/v1/journal")) {
            journal(exchange);
        } else if (target.equals("/v1/backends")) {
            send(exchange, 200, json -> InstalledJson.write(json, new Installed(List.of(), List.of())));
        } else if (target.equals("/v1/models")) {
            send(exchange, 200, json -> {
                json.beginArray();
                ModelJson.write(json, control.status("tiny").model(), Optional.of(control.status("tiny")));
                json.endArray();
            });
        } else if (path[path.length - 1].equals("none")) {
            problem(exchange);
        } else if (path.length == 4) {
            send(exchange, 200, json -> SwapJson.write(json, control.status(path[3])));
        } else {
            change(exchange, path[3], path[4], body);
        }
    }

    private void change(HttpExchange exchange, String model, String action, String body) throws IOException {
        if (slow) {
            exchange.getResponseHeaders().set("Location", OPERATIONS + "17");
            send(exchange, 202, json -> {
                json.beginObject();
                json.endObject();
            });
            return;
        }
        SwapTerms terms = SwapTerms.of(
                exchange.getRequestMethod().equals("POST")
                        ? JsonDocument.object(body.getBytes(StandardCharsets.UTF_8))
                                .text("who")
                        : "nobody");
        SwapTarget target = SwapTarget.AS_FOUND;
        SwapReport report = switch (action) {
            case "load" -> control.load(model, target, terms);
            case "unload" -> control.unload(model, terms);
            case "swap" -> control.swap(model, target, terms);
            case "canary" -> control.canary(model, target, 0.5, terms);
            case "shadow" -> control.shadow(model, target, terms);
            case "promote" -> control.promote(model, terms);
            case "abort" -> control.abort(model, terms);
            default ->
                exchange.getRequestMethod().equals("GET")
                        ? control.previewRollback(model, target)
                        : control.rollback(model, target, terms);
        };
        report(exchange, report);
    }

    private static void report(HttpExchange exchange, SwapReport report) throws IOException {
        send(exchange, report.error().isPresent() ? 409 : 200, json -> SwapJson.write(json, report));
    }

    private void operation(HttpExchange exchange) throws IOException {
        polled.countDown();
        polledTwice.countDown();
        cancelled |= exchange.getRequestMethod().equals("DELETE");
        SwapReport done = control.swap("tiny", SwapTarget.AS_FOUND, SwapTerms.of("ash"));
        send(exchange, 200, json -> {
            json.beginObject();
            json.field("state", cancelled ? "DONE" : "RUNNING");
            if (cancelled) {
                json.name("result");
                SwapJson.write(json, done);
            } else {
                steps(json);
            }
            json.endObject();
        });
    }

    /** At the second step, a gate that has three of ten answers. */
    private static void steps(JsonWriter json) throws IOException {
        json.beginArray("steps");
        json.beginObject();
        json.field("name", "open");
        json.field("took_ms", 812);
        json.endObject();
        json.endArray();
        json.beginObject("step");
        json.field("number", 2);
        json.field("name", "gate");
        json.field("since_ms", 5);
        json.field("done", 3);
        json.field("total", 10);
        json.endObject();
    }

    private void journal(HttpExchange exchange) throws IOException {
        List<SwapReport> entries = control.journal("", 1);
        boolean first = !exchange.getRequestURI().getRawQuery().contains("after=");
        send(exchange, 200, json -> {
            json.beginObject();
            json.beginArray("entries");
            SwapJson.write(json, entries.get(0));
            json.endArray();
            if (first) {
                json.field("next", "2020-01-01T00:00:00Z~a b");
            }
            json.endObject();
        });
    }

    private static void problem(HttpExchange exchange) throws IOException {
        byte[] bytes = ("{\"title\":\"There is no model 'none'.\",\"detail\":\"Name another.\","
                        + "\"code\":\"MODEL_NOT_FOUND\",\"status\":404}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
        exchange.sendResponseHeaders(404, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void send(HttpExchange exchange, int status, Document document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.compact(bytes)) {
            document.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.size());
        exchange.getResponseBody().write(bytes.toByteArray());
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
