package io.pokeai.service.internal.metrics;

import io.pokeai.service.internal.web.Methods;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * {@code GET /metrics}: all figures as text, OpenMetrics for those who accept it.
 *
 * <p><b>Threads</b> safe.
 */
public final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String OPEN_METRICS = "application/openmetrics-text";

    private final transient ServiceMetrics metrics;

    public MetricsServlet(ServiceMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Methods.require(request, "GET");
        String accept = request.getHeader("Accept");
        boolean openMetrics = accept != null && accept.toLowerCase(Locale.ROOT).contains(OPEN_METRICS);
        byte[] text = metrics.text(openMetrics).getBytes(StandardCharsets.UTF_8);
        response.setContentType(
                openMetrics
                        ? OPEN_METRICS + "; version=1.0.0; charset=utf-8"
                        : "text/plain; version=0.0.4; charset=utf-8");
        response.setHeader("Vary", "Accept");
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }
}
