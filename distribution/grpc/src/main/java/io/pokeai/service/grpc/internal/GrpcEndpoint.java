package io.pokeai.service.grpc.internal;

import io.pokeai.service.spi.OpenInference;
import io.pokeai.service.spi.PublicEndpoint;
import jakarta.servlet.Servlet;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Adds gRPC to the public port of every service that starts while this bundle is active. */
@Component(service = PublicEndpoint.class)
public final class GrpcEndpoint implements PublicEndpoint {
    /** For Declarative Services. */
    public GrpcEndpoint() {}

    @Override
    public String name() {
        return "grpc";
    }

    @Override
    public List<String> patterns() {
        return List.of("/" + GrpcServlet.INFERENCE + "/*", "/" + GrpcServlet.HEALTH + "/*");
    }

    @Override
    public Servlet servlet(OpenInference inference) {
        return new GrpcServlet(inference);
    }
}
