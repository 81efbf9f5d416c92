package io.pokeai.service.internal.transport;

import org.eclipse.jetty.http2.WindowRateControl;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;

/**
 * What one connection of HTTP/2 may ask for.
 *
 * @param streams requests at once
 * @param sessionWindow bytes of all bodies that may come before somebody reads them
 * @param streamWindow the same of one body
 * @param headerBytes of one head as it is sent, compressed or not
 * @param framesPerSecond of those kinds that cost us more than the client: SETTINGS, PING, RST_STREAM, PRIORITY, and frames without
 *     content. A client that sends more is told to calm down, and its connection is closed
 */
record Http2Limits(int streams, int sessionWindow, int streamWindow, int headerBytes, int framesPerSecond) {
    /** Jetty's table for headers that come again. */
    private static final int TABLE_BYTES = 4096;

    private static final int SETTINGS = 32;

    /**
     * Those of the service: as many streams as work is in flight at most, and Jetty's usual windows. Clients that give up many calls in a
     * second, because of short deadlines, reset as many streams; Jetty's usual 128 of them would be too few.
     */
    static final Http2Limits USUAL = new Http2Limits(128, 1 << 20, 1 << 19, 16_384, 512);

    void set(AbstractHTTP2ServerConnectionFactory factory) {
        factory.setMaxConcurrentStreams(streams);
        factory.setInitialSessionRecvWindow(sessionWindow);
        factory.setInitialStreamRecvWindow(streamWindow);
        factory.setMaxHeaderBlockFragment(headerBytes);
        factory.setMaxSettingsKeys(SETTINGS);
        factory.setMaxDecoderTableCapacity(TABLE_BYTES);
        factory.setMaxEncoderTableCapacity(TABLE_BYTES);
        factory.setConnectProtocolEnabled(false);
        factory.setRateControlFactory(new WindowRateControl.Factory(framesPerSecond));
    }
}
