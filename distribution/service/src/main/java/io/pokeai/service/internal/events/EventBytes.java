package io.pokeai.service.internal.events;

import io.pokeai.service.internal.files.BodySource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** A feed as the bytes of a body. */
final class EventBytes implements BodySource {
    private static final int EVENTS_AT_ONCE = 32;

    private final EventFeed feed;
    private final EventFormat format;
    private final LongSupplier nanoTime;
    private final long pingNanos;
    private byte[] made;
    private int sent;
    private boolean ended;
    private long lastSent;

    /**
     * @param nanoTime a clock such as {@link System#nanoTime}
     * @param ping how long a client may hear nothing
     */
    EventBytes(EventFeed feed, EventFormat format, LongSupplier nanoTime, Duration ping) {
        this.feed = feed;
        this.format = format;
        this.nanoTime = nanoTime;
        this.pingNanos = ping.toNanos();
        this.made = bytes(format.head());
        this.lastSent = nanoTime.getAsLong();
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        if (sent == made.length) {
            if (ended) {
                return END;
            }
            made = bytes(more());
            sent = 0;
            if (made.length == 0) {
                return ended ? END : LATER;
            }
        }
        int count = Math.min(buffer.length, made.length - sent);
        System.arraycopy(made, sent, buffer, 0, count);
        sent += count;
        lastSent = nanoTime.getAsLong();
        return count;
    }

    private String more() throws IOException {
        List<FeedEvent> events = feed.next(EVENTS_AT_ONCE);
        if (events.isEmpty()) {
            if (feed.isAtEnd()) {
                ended = true;
                return format.end();
            }
            return nanoTime.getAsLong() - lastSent >= pingNanos ? format.ping() : "";
        }
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(format.event(event)));
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        feed.close();
    }
}
