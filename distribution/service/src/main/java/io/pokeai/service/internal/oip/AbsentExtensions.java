package io.pokeai.service.internal.oip;

import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.PathParts;
import java.util.List;
import java.util.Optional;

/** Extensions of Triton that are not here, and what to use instead. <b>Threads</b> stateless. */
final class AbsentExtensions {
    private static final int NOT_IMPLEMENTED = 501;

    private AbsentExtensions() {}

    /** The refusal of a path of one of them. */
    static Optional<HttpFailure> refusal(PathParts path) {
        List<String> parts = path.parts();
        String first = parts.size() > 1 ? parts.get(1) : "";
        return switch (first) {
            case "systemsharedmemory", "cudasharedmemory" ->
                refusal(path, "Clients do not share memory with this service", "Send the data in the request.");
            case "trace" -> trace(path);
            case "logging" ->
                refusal(
                        path,
                        "Settings of logs cannot be changed over HTTP",
                        "Start the service with --access-log for a line for each request.");
            default -> Optional.empty();
        };
    }

    /** The refusal of what follows the name of a model, such as {@code trace/setting}. */
    static Optional<HttpFailure> ofModel(PathParts path, List<String> rest) {
        if (rest.equals(List.of("trace", "setting"))) {
            return trace(path);
        }
        if (rest.equals(List.of("generate")) || rest.equals(List.of("generate_stream"))) {
            return refusal(path, "Models here classify pictures, and generate nothing", "Use infer.");
        }
        return Optional.empty();
    }

    private static Optional<HttpFailure> trace(PathParts path) {
        return refusal(
                path,
                "This service records no traces of requests",
                "Send the header traceparent: its trace id is in the access log.");
    }

    private static Optional<HttpFailure> refusal(PathParts path, String why, String instead) {
        return Optional.of(HttpFailure.of(
                NOT_IMPLEMENTED,
                "NOT_IMPLEMENTED",
                why + ": there is no " + path + ".",
                instead + " See docs/oip.md."));
    }
}
