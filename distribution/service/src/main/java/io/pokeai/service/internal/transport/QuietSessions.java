package io.pokeai.service.internal.transport;

import java.time.Duration;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * Ends connections of HTTP/2 that ask nothing. Jetty closes one that sends nothing at all; one that sends a ping, or a byte of a head,
 * now and then would stay for ever.
 */
final class QuietSessions extends ConnectionWatch<HTTP2Connection, QuietSessions.Asked> {
    /** @param time without a request, and with none being answered */
    QuietSessions(ServerConnector connector, Duration time) {
        super(HTTP2Connection.class, connector, time);
    }

    /** What a connection has asked. <b>Threads</b> only the scheduler's. */
    static final class Asked {
        private long requests;
        private long quietSince = System.nanoTime();
    }

    @Override
    Asked begin() {
        return new Asked();
    }

    @Override
    boolean isTooSlow(HTTP2Connection connection, Asked asked, long now, long nanos) {
        long requests = connection.getMessagesIn();
        if (requests != asked.requests || connection.getSession().getStreamCount() > 0) {
            asked.requests = requests;
            asked.quietSince = now;
            return false;
        }
        return now - asked.quietSince > nanos;
    }

    @Override
    void end(HTTP2Connection connection) {
        // A client with a request in mind reads the GOAWAY, and opens another connection. It is not waited for: a
        // client that goes on
        // pinging would never close.
        connection.getSession().close(ErrorCode.NO_ERROR.code, "quiet", Callback.from(connection.getEndPoint()::close));
    }
}
