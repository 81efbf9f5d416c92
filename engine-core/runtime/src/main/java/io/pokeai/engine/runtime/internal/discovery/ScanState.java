package io.pokeai.engine.runtime.internal.discovery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How far the looks at a folder are: how many are asked for, and whether one is to be repeated because files are still being
 * written. <b>Threads</b> safe.
 */
final class ScanState {
    private final long patience;

    @GuardedBy("this")
    private int queued;

    @GuardedBy("this")
    private boolean pending;

    /** @param patience the longest wait for files that do not come to rest */
    ScanState(Duration patience) {
        this.patience = patience.toNanos();
    }

    /** A look is asked for. */
    synchronized void begin() {
        queued++;
    }

    /** It has been made, or never will be. */
    synchronized void done() {
        queued = Math.max(0, queued - 1);
        notifyAll();
    }

    /** Whether it is to be repeated because files have not come to rest. */
    synchronized void pending(boolean young) {
        pending = young;
        notifyAll();
    }

    /** The folder is no longer looked at. */
    synchronized void end() {
        queued = 0;
        pending = false;
        notifyAll();
    }

    /** Whether no look is under way, and none is to be repeated. */
    synchronized boolean isAtRest() {
        return queued == 0 && !pending;
    }

    /** Whether no look is under way but those that are repeated until a file has come to rest. */
    synchronized boolean isIdle() {
        return queued == 0 || pending;
    }

    /** Waits until no look is under way and all files have come to rest; for the latter no longer than patience allows. */
    synchronized boolean awaitIdle(long nanos) throws InterruptedException {
        long begun = System.nanoTime();
        while (queued > 0 || pending) {
            long passed = System.nanoTime() - begun;
            if (queued == 0 && passed >= patience) {
                return true; // its name says that it is still being written
            }
            if (passed >= nanos) {
                return false;
            }
            long most = queued > 0 ? nanos : Math.min(nanos, patience);
            wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(most - passed) + 1));
        }
        return true;
    }
}
