package io.pokeai.engine.json;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.Certification;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.ShadowReport;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads what {@link SwapJson} has written: written again, it is the same text.
 *
 * <p><b>Threads</b> stateless. <b>Errors</b> {@link EngineException} {@code INVALID_ARGUMENT} for what {@link SwapJson} does not write.
 */
public final class SwapReading {
    private static final double NANOS_PER_MILLI = 1e6;

    private SwapReading() {}

    /** A change. */
    public static SwapReport report(JsonDocument json) {
        return new SwapReport(
                Instant.parse(json.text("at")),
                json.text("who"),
                constant(SwapReport.Operation.class, json.text("operation")),
                json.text("model"),
                constant(SwapReport.Outcome.class, json.text("outcome")),
                json.optionalObject("from").map(SwapReading::version),
                json.optionalObject("to").map(SwapReading::version),
                json.objects("steps").stream()
                        .map(step -> new SwapReport.Step(
                                step.text("name"),
                                Duration.ofNanos(Math.round(step.number("millis") * NANOS_PER_MILLI))))
                        .toList(),
                json.texts("notes"),
                error(json),
                json.optionalObject("trial").map(SwapReading::trial),
                json.optionalObject("gate").map(SwapReading::gate));
    }

    private static SwapReport.Gate gate(JsonDocument json) {
        return new SwapReport.Gate(
                json.truth("accepted"),
                json.text("sentence"),
                json.optionalText("report").map(Path::of));
    }

    /** The state of a name; of the model itself, it has name, state and error, and nothing else. */
    public static SwapStatus status(JsonDocument json) {
        JsonDocument batching = json.object("batching");
        return new SwapStatus(
                new ModelStatus(
                        json.text("name"),
                        constant(ModelState.class, json.text("state")),
                        0,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Certification.NONE,
                        List.of(),
                        error(json)),
                json.optionalObject("current").map(SwapReading::version),
                json.optionalObject("trial").map(SwapReading::trial),
                json.optionalObject("previous").map(SwapReading::version),
                json.truth("pinned"),
                (int) json.integer("waiting"),
                json.texts("leaving"),
                new Batching((int) batching.integer("max_batch"), Duration.ofMillis(batching.integer("max_delay_ms"))));
    }

    /** The field {@code trial}. */
    static SwapStatus.Trial trial(JsonDocument json) {
        return new SwapStatus.Trial(
                version(json.object("version")),
                json.number("weight"),
                json.integer("calls"),
                json.integer("failures"),
                json.optionalObject("comparison").map(SwapReading::comparison));
    }

    private static ShadowReport comparison(JsonDocument json) {
        return new ShadowReport(
                json.integer("compared"),
                json.integer("disagreed"),
                json.integer("skipped"),
                json.integer("failed"),
                json.number("largestDifference"),
                json.objects("worst").stream()
                        .map(worst -> new ShadowReport.Case(
                                worst.text("picture"),
                                worst.optionalText("sha256").orElse(""),
                                answer(worst.object("answered")),
                                answer(worst.object("shadow")),
                                worst.number("difference")))
                        .toList());
    }

    private static ShadowReport.Answer answer(JsonDocument json) {
        return new ShadowReport.Answer(json.text("label"), json.number("probability"));
    }

    private static SwapReport.Version version(JsonDocument json) {
        return new SwapReport.Version(
                json.integer("generation"),
                json.text("version"),
                json.text("backend"),
                json.optionalText("backend_version").orElse(""),
                json.texts("files").stream().map(Path::of).toList());
    }

    /** The field {@code error}, as {@link ErrorJson} writes it with or without its parts. */
    static Optional<EngineException> error(JsonDocument json) {
        return json.optionalObject("error")
                .map(error -> new EngineException(
                        constant(ErrorCode.class, error.text("code")),
                        error.optionalText("problem").orElseGet(() -> error.text("message")),
                        error.optionalText("remedy").orElse("")));
    }

    static <E extends Enum<E>> E constant(Class<E> type, String name) {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw EngineException.invalidArgument(
                    "'" + name + "' is not known here.", "Use the version of pokeai that the service has.");
        }
    }
}
