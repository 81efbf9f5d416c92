package io.pokeai.engine.command.remote;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.json.ProblemJson;
import java.time.Duration;
import java.util.Optional;

/** What a failure of a service is for a command: the engine's error with the same code, or what the status says. */
final class RemoteFailure {
    private RemoteFailure() {}

    static EngineException of(RemoteReply reply, byte[] body) {
        Optional<ProblemJson> problem =
                reply.type().equals(ProblemJson.TYPE) ? ProblemJson.read(body) : Optional.empty();
        int status = reply.status();
        String title = problem.map(ProblemJson::title).orElse("The service answered with the status " + status + ".");
        String detail = problem.map(ProblemJson::detail).orElse(remedy(status));
        ErrorCode code = problem.flatMap(ProblemJson::known).orElseGet(() -> code(status));
        if (code == ErrorCode.OVERLOADED) {
            Optional<Duration> again = reply.header("Retry-After")
                    .filter(text -> text.matches("[0-9]{1,6}"))
                    .map(text -> Duration.ofSeconds(Long.parseLong(text)));
            if (again.isPresent()) {
                return EngineException.overloaded(title, again.get());
            }
        }
        return new EngineException(code, title, detail);
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case 408, 504 -> ErrorCode.DEADLINE_EXCEEDED;
            case 409, 412 -> ErrorCode.CONFLICT;
            case 429 -> ErrorCode.OVERLOADED;
            case 502, 503 -> ErrorCode.UNAVAILABLE;
            default -> status < 500 ? ErrorCode.INVALID_ARGUMENT : ErrorCode.INTERNAL;
        };
    }

    private static String remedy(int status) {
        return switch (status) {
            case 401, 403 -> "Name a file with a token of this port: --token-file FILE.";
            case 404 -> "Name the administration port of a service: docs/serve.md.";
            default -> "Its log says more.";
        };
    }
}
