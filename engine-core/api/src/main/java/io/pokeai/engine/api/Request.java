package io.pokeai.engine.api;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * A question about one picture: which model, which picture, and what the caller may add.
 *
 * <pre>{@code
 * Request request = Request.of("sprites", picture).forCaller("user-17").within(Duration.ofMillis(200));
 * Prediction prediction = engine.classify(request);
 * }</pre>
 *
 * <p><b>Threads</b> immutable; it can be asked again, unless its picture is a stream.<br>
 * <b>Errors</b> {@code INVALID_ARGUMENT} for {@code null} and for values that are not allowed, with the name of the
 * parameter.
 *
 * @param model name of the model
 * @param picture the picture to classify
 * @param change gets what the model would have seen, after resize and crop and before normalisation, and gives a picture of
 *     the same size: a corruption of a robustness suite, for instance. What it throws is thrown
 * @param caller the key of the caller: while the model has a canary, the same key is answered by the same generation every
 *     time, in every process and on every machine; 1…{@value #MAX_CALLER} characters. Calls without a key are spread at random
 * @param deadline how long the call may wait, from its beginning; more than 0 and at most a day. Without it,
 *     {@link Serving#deadline} holds
 */
public record Request(
        String model,
        PictureSource picture,
        Optional<Function<? super Image, ? extends Pixels>> change,
        Optional<String> caller,
        Optional<Duration> deadline) {
    /** The longest key of a caller, in characters. */
    public static final int MAX_CALLER = 1024;

    public Request {
        EngineException.required(model, "model");
        EngineException.required(picture, "picture");
        EngineException.required(change, "change");
        EngineException.required(caller, "caller").ifPresent(Request::requireCaller);
        EngineException.required(deadline, "deadline").ifPresent(Serving::requireDeadline);
        if (change.isPresent()
                && picture instanceof PictureSource.Decoded decoded
                && decoded.pixels() instanceof UnitImage unit) {
            throw EngineException.invalidArgument(
                    "A change takes an Image, and the picture is a " + unit + ".",
                    "Change the Image before it becomes a UnitImage.");
        }
    }

    /** Asks a model about a picture: a file, bytes, a stream or pixels. */
    public static Request of(String model, PictureSource picture) {
        return new Request(model, picture, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Asks a model about a picture file. */
    public static Request of(String model, Path picture) {
        return of(model, PictureSource.of(picture));
    }

    /** Asks a model about an encoded picture, such as the bytes of a file; see {@link PictureSource#of(byte[])}. */
    public static Request of(String model, byte[] encoded) {
        return of(model, PictureSource.of(encoded));
    }

    /** Asks a model about an encoded picture that is read from a stream; see {@link PictureSource#of(InputStream)}. */
    public static Request of(String model, InputStream encoded) {
        return of(model, PictureSource.of(encoded));
    }

    /** Asks a model about a decoded picture; see {@link PictureSource#of(Pixels)}. */
    public static Request of(String model, Pixels pixels) {
        return of(model, PictureSource.of(pixels));
    }

    /** The same question about the changed picture: see {@link #change}. */
    public Request changedBy(Function<? super Image, ? extends Pixels> by) {
        return new Request(model, picture, Optional.of(EngineException.required(by, "change")), caller, deadline);
    }

    /** The same question from a known caller: see {@link #caller}. */
    public Request forCaller(String key) {
        return new Request(model, picture, change, Optional.of(requireCaller(key)), deadline);
    }

    /**
     * The same question with a deadline for all waits of the call together: the first look at the folder, fresh files, the
     * opening of the model, a thread of the budget, its batch. A call that misses it fails with
     * {@link ErrorCode#DEADLINE_EXCEEDED}. The deadline is also checked between reading, decoding and the model. What cannot be
     * interrupted goes on: a decoder or a model that is computing, a read that hangs. The opening of a model goes on, too, for
     * the next caller.
     */
    public Request within(Duration time) {
        return new Request(model, picture, change, caller, Optional.of(EngineException.required(time, "deadline")));
    }

    /**
     * A key that a caller may have.
     *
     * @return the key
     * @throws EngineException {@code INVALID_ARGUMENT} for one that is empty or too long
     */
    public static String requireCaller(String key) {
        EngineException.required(key, "key");
        if (key.isEmpty() || key.length() > MAX_CALLER) {
            throw EngineException.invalidArgument(
                    key.isEmpty()
                            ? "The key of a caller is empty."
                            : "The key of a caller has " + key.length() + " characters.",
                    "Use 1 to " + MAX_CALLER + " characters, or no key for an unknown caller.");
        }
        return key;
    }

    /** For a log, such as {@code Request[sprites, cat.jpg, changed, for user-17, within 200 ms]}. */
    @Override
    public String toString() {
        return "Request[" + model + ", " + picture + RequestText.of(change, caller, deadline) + "]";
    }
}
