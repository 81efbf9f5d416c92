package io.pokeai.service.internal.transport;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the open connections of a connector now and then, and ends those that have taken too long for something. Jetty's own
 * time-outs count from the last byte, so a client that sends a byte now and then would hold a connection for ever.
 *
 * <p><b>Threads</b> connections come and go on any thread; one thread at a time looks at them.
 *
 * @param <C> the kind of connection that is watched
 * @param <S> what is remembered of each
 */
abstract class ConnectionWatch<C, S> extends AbstractLifeCycle implements Connection.Listener {
    private static final int LOOKS = 8;

    private final Class<C> kind;
    private final ServerConnector connector;
    private final long nanos;
    private final Map<C, S> open = new ConcurrentHashMap<>();
    private volatile Scheduler.@Nullable Task next;

    /** @param time after which a connection that gets nowhere is ended */
    ConnectionWatch(Class<C> kind, ServerConnector connector, Duration time) {
        this.kind = kind;
        this.connector = connector;
        this.nanos = time.toNanos();
    }

    /** What is remembered of a connection that has just been opened. */
    abstract S begin();

    /** Whether the connection has taken longer than the time. */
    abstract boolean isTooSlow(C connection, S state, long now, long nanos);

    abstract void end(C connection);

    /** What is remembered of a connection; empty for one of another kind, or one that is closed. */
    Optional<S> state(Connection connection) {
        return kind.isInstance(connection) ? Optional.ofNullable(open.get(kind.cast(connection))) : Optional.empty();
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
        if (kind.isInstance(connection)) {
            open.put(kind.cast(connection), begin());
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (kind.isInstance(connection)) {
            open.remove(kind.cast(connection));
        }
    }

    private void schedule() {
        if (isRunning() || isStarting()) {
            next = connector.getScheduler().schedule(this::look, nanos / LOOKS, TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        long now = System.nanoTime();
        open.forEach((connection, state) -> {
            if (isTooSlow(connection, state, now, nanos)) {
                open.remove(connection);
                end(connection);
            }
        });
        schedule();
    }
}
