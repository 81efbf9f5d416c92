package io.pokeai.itest;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what happens elsewhere, and not for ever. */
final class Await {
    private static final long PAUSE_MILLIS = 10;

    private Await() {}

    /** @throws AssertionError naming what did not become true */
    static void until(String what, Duration atMost, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + atMost.toSeconds() + " s: " + what);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
