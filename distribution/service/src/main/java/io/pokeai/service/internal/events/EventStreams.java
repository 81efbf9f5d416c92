package io.pokeai.service.internal.events;

import io.pokeai.service.internal.files.AsyncBody;
import io.pokeai.service.internal.files.StreamRoom;
import io.pokeai.service.internal.web.ServiceState;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All streams of events that are open. One thread looks for news of all of them, ten times a second while there are any; writing is
 * done by whoever finds that a client can take more, and nobody waits for a client.
 *
 * <p>A client that takes nothing is cut off when its connection has been idle for its limit; it goes on by the id that it had last.
 *
 * <p><b>Threads</b> safe; {@code pokeai-events-1} while a stream is open.
 */
public final class EventStreams {
    /** How long a client hears nothing, at most. */
    private static final Duration PING = Duration.ofSeconds(15);

    private static final long LOOK_MILLIS = 100;

    private final StreamRoom room;
    private final ServiceState state;
    private final Set<AsyncBody> open = ConcurrentHashMap.newKeySet();
    private final Object ticking = new Object();
    private boolean ticks;

    /** @param most streams at once */
    public EventStreams(int most, ServiceState state) {
        this.room = new StreamRoom("streams of events", most);
        this.state = state;
    }

    /** Opens what is sent, when there is room for it. */
    @FunctionalInterface
    public interface FeedOpening {
        /** Opens it. */
        EventFeed open() throws IOException;
    }

    /**
     * Answers with a stream; this returns before the stream ends.
     *
     * @throws io.pokeai.service.internal.web.HttpFailure 429 when too many are open
     */
    public void answer(
            HttpServletRequest request, HttpServletResponse response, EventFormat format, FeedOpening opening)
            throws IOException {
        StreamRoom.Place place = room.enter();
        boolean started = false;
        try {
            EventFeed feed = opening.open();
            response.setContentType(format.mediaType());
            response.setHeader("Cache-Control", "no-store");
            // Proxies that gather bytes would hold events back.
            response.setHeader("X-Accel-Buffering", "no");
            if (String.valueOf(request.getMethod()).equals("HEAD")) {
                feed.close();
                return;
            }
            EventBytes bytes = new EventBytes(feed, format, System::nanoTime, PING);
            open.add(AsyncBody.start(request, bytes, place::close));
            started = true;
            tick();
        } finally {
            if (!started) {
                place.close();
            }
        }
    }

    /** Streams that are open. */
    public int open() {
        return room.open();
    }

    private void tick() {
        synchronized (ticking) {
            if (!ticks) {
                ticks = true;
                Thread thread = new Thread(this::look, "pokeai-events-1");
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private void look() {
        while (!Thread.currentThread().isInterrupted()) {
            synchronized (ticking) {
                open.removeIf(AsyncBody::isOver);
                if (open.isEmpty()) {
                    break;
                }
            }
            boolean draining = state.step() == ServiceState.Step.DRAINING;
            open.forEach(draining ? AsyncBody::end : AsyncBody::wake);
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        synchronized (ticking) {
            ticks = false;
        }
        if (!open.isEmpty() && !Thread.currentThread().isInterrupted()) {
            // One was opened while this thread ended.
            tick();
        }
    }
}
