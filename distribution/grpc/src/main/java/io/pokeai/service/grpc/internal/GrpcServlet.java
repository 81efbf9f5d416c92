package io.pokeai.service.grpc.internal;

import io.pokeai.service.spi.CallFailure;
import io.pokeai.service.spi.InferenceCall;
import io.pokeai.service.spi.OpenInference;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Unary calls of gRPC: {@code inference.GRPCInferenceService} and {@code grpc.health.v1.Health}. What is thrown becomes the status of the
 * call, in the filter before all servlets.
 *
 * <p><b>Source</b> gRPC over HTTP/2 (PROTOCOL-HTTP2.md); the definitions that {@link ReplyMessages} and {@link InferRequestMessage} name; GRPC
 * Health Checking Protocol (health-checking.md).<br>
 * <b>Threads</b> safe.
 */
final class GrpcServlet extends HttpServlet {
    static final String INFERENCE = "inference.GRPCInferenceService";
    static final String HEALTH = "grpc.health.v1.Health";

    private static final long serialVersionUID = 1L;
    private static final String TYPE = "application/grpc";

    /** A question is a name and a version. */
    private static final int SMALL_BYTES = 64 * 1024;

    private static final int SERVING = 1;
    private static final int NOT_SERVING = 2;

    /** Those with a small message; the last is Triton's. */
    private static final Set<String> SMALL =
            Set.of("ServerLive", "ServerReady", "ServerMetadata", "ModelReady", "ModelMetadata", "RepositoryIndex");

    /** Calls of Triton that are not here. */
    private static final Set<String> ABSENT = Set.of(
            "ModelStreamInfer",
            "ModelConfig",
            "ModelStatistics",
            "RepositoryModelLoad",
            "RepositoryModelUnload",
            "SystemSharedMemoryStatus",
            "SystemSharedMemoryRegister",
            "SystemSharedMemoryUnregister",
            "CudaSharedMemoryStatus",
            "CudaSharedMemoryRegister",
            "CudaSharedMemoryUnregister",
            "TraceSetting",
            "LogSettings");

    private final transient OpenInference inference;

    GrpcServlet(OpenInference inference) {
        this.inference = inference;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        requireGrpc(request);
        String method = String.valueOf(request.getPathInfo()).substring(1);
        WireWriter answer =
                request.getServletPath().equals("/" + HEALTH) ? health(method, request) : inference(method, request);
        write(response, answer.bytes());
    }

    private static void requireGrpc(HttpServletRequest request) {
        if (!request.getMethod().equals("POST")) {
            throw new CallFailure(405, "METHOD_NOT_ALLOWED", "gRPC is POST.", "Use a client of gRPC.");
        }
        String type = String.valueOf(request.getContentType());
        if (!type.equals(TYPE) && !type.startsWith(TYPE + "+proto") && !type.startsWith(TYPE + ";")) {
            throw new CallFailure(
                    415,
                    "UNSUPPORTED_MEDIA_TYPE",
                    "This path speaks gRPC with Protocol Buffers alone.",
                    "Use a client of gRPC, or the paths below /v2.");
        }
    }

    private WireWriter inference(String method, HttpServletRequest request) throws IOException {
        if (method.equals("ModelInfer")) {
            return infer(request);
        }
        if (!SMALL.contains(method)) {
            throw unknown(method);
        }
        ByteBuffer message = small(request);
        return switch (method) {
            case "ServerLive" -> ReplyMessages.truth(true);
            case "ServerReady" -> ReplyMessages.truth(inference.isReady());
            case "ServerMetadata" -> ReplyMessages.service(inference.service());
            case "ModelReady" -> {
                NamedModel asked = NamedModel.read(message);
                yield ReplyMessages.truth(inference.isReady(asked.name(), asked.version()));
            }
            case "ModelMetadata" -> {
                NamedModel asked = NamedModel.read(message);
                yield ReplyMessages.model(inference.model(asked.name(), asked.version()));
            }
            default -> index(message);
        };
    }

    private static CallFailure unknown(String method) {
        return ABSENT.contains(method)
                ? Refusals.notImplemented(
                        "This service does not have " + method + ".", "docs/grpc.md says what it has.")
                : Refusals.notImplemented("There is no such method.", "docs/grpc.md lists all methods.");
    }

    private WireWriter infer(HttpServletRequest request) throws IOException {
        try (InferenceCall call = inference.begin(request)) {
            String timeout = header(request, "grpc-timeout");
            if (!timeout.isEmpty()) {
                call.within(GrpcDeadline.read(timeout));
            }
            ByteBuffer message =
                    MessageInput.of(call, header(request, "grpc-encoding")).message();
            InferRequestMessage asked = InferRequestMessage.read(message);
            return ReplyMessages.inference(asked, call.answer(asked.question()));
        }
    }

    /** {@code RepositoryIndexRequest}: the name of a repository, of which there is one, and whether only ready models are wanted. */
    private WireWriter index(ByteBuffer message) {
        boolean readyOnly = false;
        WireReader in = new WireReader(message);
        while (in.next()) {
            if (in.field() == 2) {
                readyOnly = in.number() != 0;
            } else {
                in.skip();
            }
        }
        boolean all = !readyOnly;
        return ReplyMessages.index(
                inference.index().stream().filter(model -> all || model.ready()).toList());
    }

    /** {@code HealthCheckRequest} and {@code HealthCheckResponse}: of the server as a whole, or of the inference service. */
    private WireWriter health(String method, HttpServletRequest request) throws IOException {
        if (!method.equals("Check")) {
            throw Refusals.notImplemented("Health is not streamed.", "Call Check now and then.");
        }
        String service = NamedModel.read(small(request)).name();
        if (!service.isEmpty() && !service.equals(INFERENCE)) {
            throw new CallFailure(
                    404, "SERVICE_NOT_FOUND", "There is no such service.", "Ask for '' or '" + INFERENCE + "'.");
        }
        return new WireWriter().number(1, inference.isReady() ? SERVING : NOT_SERVING);
    }

    /** A message that takes no place among the calls in flight. */
    private ByteBuffer small(HttpServletRequest request) throws IOException {
        return new MessageInput(inference.body(request), header(request, "grpc-encoding"), SMALL_BYTES, bytes -> {})
                .message();
    }

    private static void write(HttpServletResponse response, byte[] message) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(TYPE);
        response.setHeader("grpc-accept-encoding", "identity,gzip,deflate");
        response.setTrailerFields(() -> Map.of("grpc-status", "0"));
        OutputStream out = response.getOutputStream();
        out.write(ByteBuffer.allocate(5 + message.length)
                .put((byte) 0)
                .putInt(message.length)
                .put(message)
                .array());
    }

    private static String header(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name)).orElse("");
    }
}
