package io.pokeai.service.internal.events;

import io.pokeai.service.internal.files.AsyncBody;
import io.pokeai.service.internal.files.StreamRoom;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * Streams of events. News are written by whoever finds that a client can take more, and nobody waits for a client.
 *
 * <p>A client that takes nothing is cut off when its connection has been idle for its limit; it goes on by the id that it had last.
 *
 * <p><b>Threads</b> safe.
 */
public final class EventStreams {
    /** How long a client hears nothing, at most. */
    private static final Duration PING = Duration.ofSeconds(15);

    private final StreamRoom room;
    private final Ticker ticker;

    /** @param most streams at once */
    public EventStreams(int most, Ticker ticker) {
        this.room = new StreamRoom("streams of events", most);
        this.ticker = ticker;
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
            AsyncBody body = AsyncBody.start(request, bytes, place::close);
            started = true;
            ticker.add(draining -> look(body, draining));
        } finally {
            if (!started) {
                place.close();
            }
        }
    }

    private static boolean look(AsyncBody body, boolean draining) {
        if (draining) {
            body.end();
        } else {
            body.wake();
        }
        return body.isOver();
    }

    /** Streams that are open. */
    public int open() {
        return room.open();
    }
}
