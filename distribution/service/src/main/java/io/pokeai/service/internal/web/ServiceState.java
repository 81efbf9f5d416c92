package io.pokeai.service.internal.web;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Where the service is on its way {@code STARTING → READY → DRAINING}, and how many requests it has still to answer.
 *
 * <p><b>Threads</b> safe.
 */
public final class ServiceState {
    /** The steps, which only go forward. */
    public enum Step {
        /** HttpAnswers, and has not opened all models yet. */
        STARTING,
        /** HttpAnswers. */
        READY,
        /** HttpAnswers what has come, and takes nothing new. */
        DRAINING
    }

    @GuardedBy("this")
    private Step step = Step.STARTING;

    @GuardedBy("this")
    private int inFlight;

    public synchronized Step step() {
        return step;
    }

    /** Whether new requests are to be sent here. */
    public synchronized boolean isReady() {
        return step == Step.READY;
    }

    /** All models have been opened, or have failed; has no effect while the service is draining. */
    public synchronized void ready() {
        if (step == Step.STARTING) {
            step = Step.READY;
        }
    }

    /** No new requests from now on. */
    public synchronized void drain() {
        step = Step.DRAINING;
    }

    /** A request has come: false if it is to be refused. */
    synchronized boolean begin() {
        if (step == Step.DRAINING) {
            return false;
        }
        inFlight++;
        return true;
    }

    synchronized void end() {
        inFlight--;
        notifyAll();
    }

    /**
     * Waits until every request has been answered.
     *
     * @return false if the time ran out
     */
    public synchronized boolean awaitIdle(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (inFlight > 0) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /** Requests that are being answered. */
    public synchronized int inFlight() {
        return inFlight;
    }
}
