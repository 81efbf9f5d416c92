package io.pokeai.engine.testkit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A place where calls wait until the test lets them pass, and where the test sees that they have come.
 *
 * <p><b>Threads</b> safe.
 */
public final class Gate {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch opened;

    private Gate(int waitsFor) {
        opened = new CountDownLatch(waitsFor);
    }

    /** No call passes before {@link #open()}. */
    public static Gate closed() {
        return new Gate(1);
    }

    /** Every call passes. */
    public static Gate opened() {
        return new Gate(0);
    }

    /** Lets every call pass, from now on. */
    public void open() {
        opened.countDown();
    }

    /** Waits until a call has come to the gate. */
    public void awaitArrival(Duration atMost) {
        if (!await(arrived, atMost)) {
            throw new AssertionError("Nobody came to the gate within " + atMost);
        }
    }

    /**
     * What a guarded call does: comes to the gate and waits until it is open, also on an interrupted thread.
     */
    public void pass() {
        arrived.countDown();
        boolean interrupted = false;
        while (true) {
            try {
                opened.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean await(CountDownLatch latch, Duration atMost) {
        try {
            return latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
