package io.pokeai.engine.api;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import org.jspecify.annotations.Nullable;

/**
 * Turns the interrupt of a thread into {@link ErrorCode#CANCELLED}, with the thread's flag still set.
 *
 * <p>For back ends and augmentations, too: code that catches an {@link InterruptedException} throws {@link #caught}; code that
 * turns an {@link java.io.IOException} into an error of its own calls {@link #caused} first. An interrupted
 * {@link java.nio.channels.FileChannel} is closed for all who share it; the streams of {@link java.nio.file.Files} do
 * not notice interrupts.
 *
 * <p><b>Threads</b> safe and stateless.
 */
public final class Interrupts {
    /** A chain of causes may be circular. */
    private static final int DEEPEST_CAUSE = 32;

    private Interrupts() {}

    /**
     * Throws if the calling thread is interrupted; its flag stays set.
     *
     * @param what ends, as the subject of the message, such as {@code The call for model 'sprites'}
     * @throws EngineException {@code CANCELLED}
     */
    public static void check(String what) {
        if (Thread.currentThread().isInterrupted()) {
            throw cancelled(what, null);
        }
    }

    /** Whether something was thrown because a thread was interrupted. */
    public static boolean caused(Throwable thrown) {
        @Nullable Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (isInterrupt(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isInterrupt(Throwable thrown) {
        return thrown instanceof InterruptedException
                || thrown instanceof ClosedByInterruptException
                || thrown instanceof FileLockInterruptionException
                || (thrown instanceof InterruptedIOException && !(thrown instanceof SocketTimeoutException))
                || (thrown instanceof EngineException known && known.code() == ErrorCode.CANCELLED);
    }

    /**
     * The error of work that was interrupted while it waited; the flag of the calling thread is set again.
     *
     * @param what as for {@link #check}
     */
    public static EngineException caught(String what, InterruptedException e) {
        Thread.currentThread().interrupt();
        return cancelled(what, e);
    }

    /**
     * The error of work that failed because of an interrupt, perhaps in another thread; touches no flag.
     *
     * @param what as for {@link #check}
     */
    public static EngineException cancelled(String what, @Nullable Throwable cause) {
        return new EngineException(
                ErrorCode.CANCELLED,
                what + " was cancelled: its thread was interrupted.",
                "Repeat it if it is still wanted.",
                cause);
    }
}
