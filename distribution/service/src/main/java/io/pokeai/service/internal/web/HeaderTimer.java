package io.pokeai.service.internal.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections whose request headers take too long. Jetty's time-out counts from the last byte, so a client that sends a byte
 * now and then would hold a connection for ever.
 *
 * <p><b>Threads</b> connections come and go on any thread; {@link #look} runs on the scheduler's.
 */
final class HeaderTimer extends AbstractLifeCycle implements Connection.Listener {
    private static final int LOOKS = 8;

    private final ServerConnector connector;
    private final long nanos;
    private final Map<Connection, Progress> open = new ConcurrentHashMap<>();
    private volatile Scheduler.@Nullable Task next;

    HeaderTimer(ServerConnector connector, Duration time) {
        this.connector = connector;
        this.nanos = time.toNanos();
    }

    /** What a connection had done when it was looked at. <b>Threads</b> confined to the scheduler's, after it was made. */
    private static final class Progress {
        private long requests;
        private long bytesBetween;
        private long began = -1;

        /** Whether the headers of a request have been under way for longer than the time. */
        boolean isTooSlow(Connection connection, long now, long nanos) {
            long in = connection.getMessagesIn();
            long bytes = connection.getBytesIn();
            if (in != requests || in != connection.getMessagesOut()) {
                // Headers have come to their end: what is read now is a body, or nothing.
                requests = in;
                bytesBetween = bytes;
                began = -1;
                return false;
            }
            if (bytes == bytesBetween) {
                return false;
            }
            if (began < 0) {
                began = now;
            }
            return now - began > nanos;
        }
    }

    @Override
    protected void doStart() {
        schedule();
    }

    @Override
    protected void doStop() {
        Scheduler.Task task = next;
        if (task != null) {
            task.cancel();
        }
        open.clear();
    }

    @Override
    public void onOpened(Connection connection) {
        open.put(connection, new Progress());
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    private void schedule() {
        if (isRunning() || isStarting()) {
            next = connector.getScheduler().schedule(this::look, nanos / LOOKS, TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        long now = System.nanoTime();
        open.forEach((connection, progress) -> {
            if (progress.isTooSlow(connection, now, nanos)) {
                open.remove(connection);
                connection.getEndPoint().close();
            }
        });
        schedule();
    }
}
