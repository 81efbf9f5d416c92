package io.pokeai.service.spi;

import jakarta.servlet.Servlet;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A servlet for the public port. A bundle registers it as a service before {@code serve} opens its ports; it is asked for its servlet
 * once for each service that starts.
 */
@ConsumerType
public interface PublicEndpoint {
    /** For logs; no other endpoint has it. */
    String name();

    /** Paths as servlets have them, such as {@code /inference.GRPCInferenceService/*}; longer ones win. */
    List<String> patterns();

    /**
     * Makes the servlet.
     *
     * @param inference what it may call until it is destroyed
     */
    Servlet servlet(OpenInference inference);
}
