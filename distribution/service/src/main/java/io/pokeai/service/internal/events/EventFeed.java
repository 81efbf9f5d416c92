package io.pokeai.service.internal.events;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Events in their order, read from where they are kept: a feed holds nothing for a client that is slow.
 *
 * <p><b>Threads</b> one at a time, not always the same. <b>Ownership</b> its stream closes it.
 */
public interface EventFeed extends Closeable {
    /**
     * What has happened since the last call; never waits.
     *
     * @param most events
     */
    List<FeedEvent> next(int most) throws IOException;

    /** Whether all events have been given and none will follow. */
    boolean isAtEnd();
}
