package io.pokeai.service.internal.events;

import io.pokeai.service.internal.web.ServiceState;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks ten times a second after everything that waits for news, while there is any; so nothing that waits needs a thread of its own.
 *
 * <p><b>Threads</b> safe; {@code pokeai-events-1} while somebody waits.
 */
public final class Ticker {
    private static final long LOOK_MILLIS = 100;
    private static final System.Logger LOG = System.getLogger(Ticker.class.getName());

    private final ServiceState state;
    private final Set<Waiting> all = ConcurrentHashMap.newKeySet();
    private final Object ticking = new Object();
    private boolean ticks;

    public Ticker(ServiceState state) {
        this.state = state;
    }

    /** Something that waits for news. */
    @FunctionalInterface
    public interface Waiting {
        /**
         * Looks whether there is news; never waits itself.
         *
         * @param draining whether the service ends, so that this has to come to its end
         * @return whether it waits no more
         */
        boolean look(boolean draining);
    }

    /** From now on it is looked after, until it waits no more. */
    public void add(Waiting waiting) {
        all.add(waiting);
        synchronized (ticking) {
            if (!ticks) {
                ticks = true;
                Thread thread = new Thread(this::run, "pokeai-events-1");
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private void run() {
        while (true) {
            boolean draining = state.step() == ServiceState.Step.DRAINING;
            all.removeIf(waiting -> isOver(waiting, draining));
            synchronized (ticking) {
                // Whoever is added later finds that the thread has ended, and starts another one.
                if (all.isEmpty()) {
                    ticks = false;
                    return;
                }
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                LOG.log(System.Logger.Level.DEBUG, "nobody interrupts this thread", e);
            }
        }
    }

    private static boolean isOver(Waiting waiting, boolean draining) {
        try {
            return waiting.look(draining);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a stream is given up", e);
            return true;
        }
    }
}
