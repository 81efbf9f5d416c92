package io.pokeai.service.internal;

import io.pokeai.service.internal.web.Port;
import jakarta.servlet.Servlet;
import java.util.List;

/**
 * A servlet, the port that it is bound to, and its paths there.
 *
 * @param name for logs
 * @param patterns as servlets have them, such as {@code /v2/*}
 */
record Endpoint(String name, Port port, List<String> patterns, Servlet servlet) {
    Endpoint {
        patterns = List.copyOf(patterns);
    }
}
