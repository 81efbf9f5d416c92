package io.pokeai.service.internal.web;

import io.pokeai.service.internal.transport.Connectors;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** One servlet on a port of its own, behind a gatekeeper without tokens. */
public final class ServletHost implements AutoCloseable {
    /** Answers a request. */
    @FunctionalInterface
    public interface Answer {
        /** Answers it. */
        void write(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    public final ServiceState state = new ServiceState();
    public final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Server server = new Server(new QueuedThreadPool(16));
    private final ServerConnector connector;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private ServletHost(HttpServlet servlet, Duration idle) throws Exception {
        state.ready();
        ServletContextHandler context = new ServletContextHandler("/");
        Gatekeeper gatekeeper = new Gatekeeper(
                Port.ADMIN,
                new Gatekeeper.Access(BearerTokens.NONE, BearerTokens.NONE, true),
                state,
                AccessLog.to(log));
        context.addFilter(new FilterHolder(gatekeeper), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(servlet), "/*");
        server.setHandler(context);
        connector = Connectors.of("127.0.0.1", 0, 100)
                .within(Duration.ofSeconds(10), idle, Duration.ofMinutes(5))
                .open(server);
        server.addConnector(connector);
        server.start();
    }

    public static ServletHost start(HttpServlet servlet) throws Exception {
        return new ServletHost(servlet, Duration.ofSeconds(30));
    }

    public static ServletHost start(Answer answer) throws Exception {
        return start(answer, Duration.ofSeconds(30));
    }

    /** @param idle how long a connection may stand still */
    public static ServletHost start(Answer answer, Duration idle) throws Exception {
        return new ServletHost(
                new HttpServlet() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected void service(HttpServletRequest request, HttpServletResponse response)
                            throws IOException {
                        answer.write(request, response);
                    }
                },
                idle);
    }

    public int port() {
        return connector.getLocalPort();
    }

    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30));
    }

    public HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) { // Jetty's life cycle may throw any exception
            throw new IllegalStateException(e);
        }
    }
}
