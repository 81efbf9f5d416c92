package io.pokeai.service.internal.events;

/**
 * One event of a feed.
 *
 * @param id where a client that has it goes on: without line ends and NUL
 * @param type such as {@code cell}
 * @param json one object on one line
 */
public record FeedEvent(String id, String type, String json) {
    public FeedEvent {
        if (json.indexOf('\n') >= 0 || json.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("an event of several lines");
        }
    }
}
