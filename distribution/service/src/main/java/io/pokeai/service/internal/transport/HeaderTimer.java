package io.pokeai.service.internal.transport;

import java.time.Duration;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.AbstractMetaDataConnection;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ServerConnector;

/** Closes connections of HTTP/1.1 whose request headers take too long. */
final class HeaderTimer extends ConnectionWatch<AbstractMetaDataConnection, HeaderTimer.Progress>
        implements HttpConfiguration.Customizer {
    HeaderTimer(ServerConnector connector, Duration time) {
        super(AbstractMetaDataConnection.class, connector, time);
    }

    /** What a connection has done. <b>Threads</b> written by the request's, read by the scheduler's. */
    static final class Progress {
        /** Heads that had come when the last request was answered: while there are no more, none is being answered. */
        private volatile long heads;

        private volatile long bytes;

        /** When bytes of a head were first seen; -1 while there are none. */
        private long began = -1;

        private void answered(Connection connection) {
            // Jetty counts a request when its head is complete.
            heads = connection.getMessagesIn();
            bytes = connection.getBytesIn();
        }
    }

    @Override
    Progress begin() {
        return new Progress();
    }

    /** Whether the head of a request has been under way for longer than the time. */
    @Override
    boolean isTooSlow(AbstractMetaDataConnection connection, Progress progress, long now, long nanos) {
        if (connection.getMessagesIn() != progress.heads || connection.getBytesIn() == progress.bytes) {
            progress.began = -1;
            return false;
        }
        if (progress.began < 0) {
            progress.began = now;
        }
        return now - progress.began > nanos;
    }

    @Override
    void end(AbstractMetaDataConnection connection) {
        connection.getEndPoint().close();
    }

    /** Called when a head is complete. */
    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        Connection connection = request.getConnectionMetaData().getConnection();
        state(connection)
                .ifPresent(
                        progress -> Request.addCompletionListener(request, failure -> progress.answered(connection)));
        return request;
    }
}
