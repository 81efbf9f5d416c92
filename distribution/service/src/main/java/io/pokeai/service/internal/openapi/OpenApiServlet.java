package io.pokeai.service.internal.openapi;

import io.pokeai.service.internal.web.Methods;
import io.pokeai.service.internal.web.Port;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code GET /openapi.yaml}: the description of the port that is asked. Put together for each request: nobody asks often, and so it
 * takes no memory.
 *
 * <p><b>Threads</b> safe.
 */
public final class OpenApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final Port port;
    private final boolean publicMetrics;

    /** @param publicMetrics whether the public port answers {@code /metrics} */
    public OpenApiServlet(Port port, boolean publicMetrics) {
        this.port = port;
        this.publicMetrics = publicMetrics;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Methods.require(request, "GET");
        byte[] text = text(port, publicMetrics).getBytes(StandardCharsets.UTF_8);
        // RFC 9512.
        response.setContentType("application/yaml");
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }

    /** Of the service. */
    public static String version() {
        return OpenApiDocument.read("version.txt").strip();
    }

    static String text(Port port, boolean publicMetrics) {
        String title = port == Port.PUBLIC ? "PokeAI" : "PokeAI administration";
        return OpenApiDocument.of(title, version(), ApiRooms.of(port, publicMetrics));
    }
}
