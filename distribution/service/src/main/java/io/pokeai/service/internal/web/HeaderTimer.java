package io.pokeai.service.internal.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections whose request headers take too long. Jetty's time-out counts from the last byte, so a client that sends a byte
 * now and then would hold a connection for ever.
 *
 * <p><b>Threads</b> connections come and go on any thread; one thread at a time looks at them.
 */
final class HeaderTimer extends AbstractLifeCycle implements Connection.Listener, HttpConfiguration.Customizer {
    private static final int LOOKS = 8;

    private final ServerConnector connector;
    private final long nanos;
    private final Map<Connection, Progress> open = new ConcurrentHashMap<>();
    private volatile Scheduler.@Nullable Task next;

    HeaderTimer(ServerConnector connector, Duration time) {
        this.connector = connector;
        this.nanos = time.toNanos();
    }

    /** What a connection has done. <b>Threads</b> written by the request's, read by the scheduler's. */
    private static final class Progress {
        /** Heads that had come when the last request was answered: while there are no more, none is being answered. */
        private volatile long heads;

        private volatile long bytes;

        /** When bytes of a head were first seen; -1 while there are none. */
        private long began = -1;

        void answered(Connection connection) {
            // Jetty counts a request when its head is complete.
            heads = connection.getMessagesIn();
            bytes = connection.getBytesIn();
        }

        /** Whether the head of a request has been under way for longer than the time. */
        boolean isTooSlow(Connection connection, long now, long nanos) {
            if (connection.getMessagesIn() != heads || connection.getBytesIn() == bytes) {
                began = -1;
                return false;
            }
            if (began < 0) {
                began = now;
            }
            return now - began > nanos;
        }
    }

    /** Called when a head is complete. */
    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        Connection connection = request.getConnectionMetaData().getConnection();
        Progress progress = open.get(connection);
        if (progress != null) {
            Request.addCompletionListener(request, failure -> progress.answered(connection));
        }
        return request;
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
