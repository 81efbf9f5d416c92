package io.pokeai.engine.api;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of the engine: a code for programs, a problem and a remedy for people.
 *
 * <p>The problem names the thing and the cause ({@code cat.jpg: the JPEG ends after 459 of 1838 bytes}), the remedy the
 * next step ({@code Copy the file again.}).
 */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String problem;
    private final String remedy;

    /** Milliseconds; negative when it is not known. */
    private final long retryAfterMillis;

    private final WrongField field;

    public EngineException(ErrorCode code, String problem, String remedy) {
        this(code, problem, remedy, null);
    }

    public EngineException(ErrorCode code, String problem, String remedy, @Nullable Throwable cause) {
        this(code, problem, remedy, cause, -1, WrongField.NONE);
    }

    private EngineException(
            ErrorCode code,
            String problem,
            String remedy,
            @Nullable Throwable cause,
            long retryAfterMillis,
            WrongField field) {
        super(remedy.isEmpty() ? problem : problem + " " + remedy, cause);
        this.code = Objects.requireNonNull(code);
        this.problem = problem;
        this.remedy = remedy;
        this.retryAfterMillis = retryAfterMillis;
        this.field = field;
    }

    public ErrorCode code() {
        return code;
    }

    /** What is wrong, with the name of the thing; one sentence. */
    public String problem() {
        return problem;
    }

    /** What to do about it; one sentence, empty when there is nothing to do. */
    public String remedy() {
        return remedy;
    }

    /** When a repeated call is likely to be admitted; known only for some {@link ErrorCode#OVERLOADED}. */
    public Optional<Duration> retryAfter() {
        return retryAfterMillis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(retryAfterMillis));
    }

    /** The field that is wrong, for programs; {@link WrongField#NONE} when nobody has said. */
    public WrongField field() {
        return field;
    }

    /**
     * The same error, of a field.
     *
     * @param name with the names around it, such as {@code gate.margin}; passed over when the error has one already
     */
    public EngineException ofField(String name) {
        return with(field.named(name));
    }

    /**
     * The same error, with what would have been right.
     *
     * @param values as {@link WrongField#allowed}
     */
    public EngineException allowing(Collection<String> values) {
        return with(field.allowing(values));
    }

    private EngineException with(WrongField other) {
        EngineException same = new EngineException(code, problem, remedy, getCause(), retryAfterMillis, other);
        same.setStackTrace(getStackTrace());
        return same;
    }

    /**
     * Reads the value of a field: an error of it is one of the field.
     *
     * @param name as {@link #ofField}
     */
    public static <T> T inField(String name, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (EngineException e) {
            throw e.ofField(name);
        }
    }

    /** The same error for another call, with this one as its cause: each call throws an exception of its own. */
    public EngineException again() {
        return new EngineException(code, problem, remedy, this, retryAfterMillis, field);
    }

    /** The same error, its problem headed by the name of the input that it belongs to. */
    public EngineException about(String input) {
        return new EngineException(code, input + ": " + problem, remedy, this, retryAfterMillis, field);
    }

    /** An {@link ErrorCode#INVALID_ARGUMENT}. */
    public static EngineException invalidArgument(String problem, String remedy) {
        return new EngineException(ErrorCode.INVALID_ARGUMENT, problem, remedy);
    }

    /** An {@link ErrorCode#OVERLOADED} that says when to repeat the call. */
    public static EngineException overloaded(String problem, Duration retryAfter) {
        long millis = Math.max(1, retryAfter.toMillis());
        return new EngineException(
                ErrorCode.OVERLOADED, problem, "Repeat the call in " + millis + " ms.", null, millis, WrongField.NONE);
    }

    /**
     * A value that a caller has to give.
     *
     * @param name of the parameter
     * @throws EngineException {@code INVALID_ARGUMENT} with that name, for {@code null}
     */
    @CanIgnoreReturnValue
    public static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw invalidArgument("'" + name + "' is null.", "Give a value for '" + name + "'.");
        }
        return value;
    }

    /**
     * Anything thrown, as an engine exception: itself if it is one, {@link ErrorCode#CANCELLED} for an interrupt and whatever
     * an interrupt has caused, else an {@link ErrorCode#INTERNAL}.
     */
    public static EngineException of(Throwable thrown) {
        boolean cancelled = Interrupts.caused(thrown);
        if (thrown instanceof EngineException known && (!cancelled || known.code() == ErrorCode.CANCELLED)) {
            return known;
        }
        if (cancelled) {
            return Interrupts.cancelled("The work", thrown);
        }
        return new EngineException(
                ErrorCode.INTERNAL,
                "The engine failed: " + thrown + ".",
                "This is a fault of the engine or of a back end; please report it with the log.",
                thrown);
    }
}
