package io.pokeai.service.internal.events;

import java.util.Locale;

/**
 * How events are written.
 *
 * <p><b>Source</b> of {@link #SERVER_SENT}: WHATWG HTML, 9.2.5 and 9.2.6.
 */
public enum EventFormat {
    /** {@code text/event-stream}. */
    SERVER_SENT("text/event-stream;charset=utf-8") {
        @Override
        String head() {
            // How long a client waits before it comes back.
            return "retry: 2000\n\n";
        }

        @Override
        String event(FeedEvent event) {
            return "id: " + event.id() + "\nevent: " + event.type() + "\ndata: " + event.json() + "\n\n";
        }

        @Override
        String ping() {
            return ": ping\n\n";
        }

        @Override
        String end() {
            // Without an id: a client that comes back all the same says which event it had, and gets 204.
            return "event: end\ndata: {}\n\n";
        }
    },

    /** A line of JSON for each event, with its id and type; an empty line now and then says that the stream is alive. */
    LINES("application/x-ndjson") {
        @Override
        String head() {
            return "";
        }

        @Override
        String event(FeedEvent event) {
            return "{\"id\":\"" + event.id() + "\",\"event\":\"" + event.type() + "\",\"data\":" + event.json() + "}\n";
        }

        @Override
        String ping() {
            return "\n";
        }

        @Override
        String end() {
            return "";
        }
    };

    private final String mediaType;

    EventFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** What {@code Content-Type} says. */
    public String mediaType() {
        return mediaType;
    }

    /** What a client accepts; {@link #SERVER_SENT} unless it prefers lines. */
    public static EventFormat of(String accept) {
        String wanted = accept.toLowerCase(Locale.ROOT);
        return wanted.contains("ndjson") && !wanted.contains("event-stream") ? LINES : SERVER_SENT;
    }

    /** Before the first event. */
    abstract String head();

    abstract String event(FeedEvent event);

    /** When nothing has happened for a while. */
    abstract String ping();

    /** After the last event. */
    abstract String end();
}
