package io.pokeai.aug.commands.internal.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An administration port that answers as a test says, and keeps what it was asked. */
final class JobPort implements AutoCloseable {
    /** Answers a request. */
    @FunctionalInterface
    interface Answer {
        void write(HttpExchange exchange) throws IOException;
    }

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    JobPort(Answer answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            String condition = exchange.getRequestHeaders().getFirst("If-Range");
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI()
                    + (range == null ? "" : " " + range + " if " + condition));
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                answer.write(exchange);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    static void json(HttpExchange exchange, int status, String json) throws IOException {
        bytes(exchange, status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    static void bytes(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** A job as docs/jobs.md and a recorded reply of a service have it. */
    static String job(String state, String more) {
        return "{\"id\":\"00000001-b843042c\",\"kind\":\"robustness\",\"state\":\"" + state
                + "\",\"models\":[{\"name\":\"creatures\"}],\"created\":\"2026-11-30T18:01:24.174665508Z\","
                + "\"progress\":{\"cells\":2,\"finished_cells\":1,\"answers\":20,\"finished_answers\":10},"
                + "\"last_event\":7,\"pinned\":false,\"expired\":false" + more + "}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
