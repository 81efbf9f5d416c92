package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.command.kit.Arguments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The gate that a change demands. */
final class GateOptions {
    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,5})([smh])");

    @Option(
            names = "--gate",
            paramLabel = "PLAN.json",
            description =
                    "Ask both about corrupted pictures, and swap only if the new one is not worse (docs/gate.md).")
    private @Nullable String plan;

    @Option(
            names = "--gate-deadline",
            paramLabel = "30m",
            description = "When the gate has to have decided, in s, m or h (default: 1h).")
    private @Nullable String deadline;

    boolean isDemanded() {
        return plan != null;
    }

    /** @param directory in which a relative path begins */
    SwapTerms addTo(SwapTerms terms, Path directory) {
        if (plan == null) {
            if (deadline != null) {
                throw EngineException.invalidArgument(
                        "'--gate-deadline' is given without a gate.", "Name its plan with --gate PLAN.json.");
            }
            return terms;
        }
        Path file = directory.resolve(Arguments.path(plan));
        return terms.demandingGate(new SwapTerms.GateDemand(
                file,
                Optional.ofNullable(deadline).map(GateOptions::time).orElse(SwapTerms.GateDemand.DEFAULT_DEADLINE)));
    }

    private static Duration time(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw EngineException.invalidArgument(
                    "'--gate-deadline " + text + "' is not a time.",
                    "Write seconds, minutes or hours, such as 90s, 30m or 2h.");
        }
        long count = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }
}
