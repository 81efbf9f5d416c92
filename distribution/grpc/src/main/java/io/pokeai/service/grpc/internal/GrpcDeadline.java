package io.pokeai.service.grpc.internal;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code grpc-timeout}: 1 to 8 digits and a unit.
 *
 * <p><b>Source</b> gRPC over HTTP/2 (PROTOCOL-HTTP2.md), <i>Timeout</i>.
 */
final class GrpcDeadline {
    private static final Pattern FORM = Pattern.compile("(\\d{1,8})([HMSmun])");

    private GrpcDeadline() {}

    /** @throws RuntimeException 400 for another form */
    static Duration read(String header) {
        Matcher matcher = FORM.matcher(header);
        if (!matcher.matches()) {
            throw Refusals.badRequest(
                    "The header grpc-timeout is not 1 to 8 digits and a unit.", "Write 200m for 200 ms.");
        }
        ChronoUnit unit = switch (matcher.group(2)) {
            case "H" -> ChronoUnit.HOURS;
            case "M" -> ChronoUnit.MINUTES;
            case "S" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MILLIS;
            case "u" -> ChronoUnit.MICROS;
            default -> ChronoUnit.NANOS;
        };
        return Duration.of(Long.parseLong(matcher.group(1)), unit);
    }
}
