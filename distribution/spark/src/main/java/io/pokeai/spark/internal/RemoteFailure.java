package io.pokeai.spark.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An {@link EngineException} on its way from an executor: Spark hands over only the text of a failure, so that text holds code,
 * problem and remedy.
 */
final class RemoteFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final Pattern TEXT = Pattern.compile("<pokeai (\\w+)>(.*?)<remedy>(.*?)</pokeai>", Pattern.DOTALL);

    private RemoteFailure(EngineException failure) {
        super(
                "<pokeai " + failure.code() + '>' + failure.problem() + "<remedy>" + failure.remedy() + "</pokeai>",
                failure);
    }

    /** Does something in an executor. */
    static <T> T carried(Callable<T> work) {
        try {
            return work.call();
        } catch (EngineException e) {
            throw new RemoteFailure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("told to stop", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new RemoteFailure(EngineException.of(e));
        }
    }

    /** What a job failed with, in the driver. */
    static EngineException found(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EngineException own) {
                return own;
            }
            Optional<EngineException> remote = of(String.valueOf(cause.getMessage()), failure);
            if (remote.isPresent()) {
                return remote.get();
            }
        }
        return new EngineException(
                ErrorCode.UNAVAILABLE,
                "The job failed: " + firstLine(root(failure)) + ".",
                "Look at the executors' logs. The same call goes on: finished cells are kept.",
                failure);
    }

    private static Optional<EngineException> of(String message, Throwable cause) {
        Matcher text = TEXT.matcher(message);
        return text.find()
                ? Optional.of(new EngineException(
                        ErrorCode.valueOf(text.group(1)), "In an executor: " + text.group(2), text.group(3), cause))
                : Optional.empty();
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (@Nullable Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .findFirst()
                .orElse(failure.getClass().getSimpleName());
    }
}
