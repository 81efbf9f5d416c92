package io.pokeai.service.internal.web;

import java.io.IOException;
import java.io.InputStream;

/**
 * A body that has to come at some speed. Only the time counts in which the server waits for it: neither a busy server nor a small body
 * on a slow line is a client that drips. (Jetty's own {@code minRequestDataRate} counts from the first byte of the head, so that a
 * body of a few bytes has to come within milliseconds.)
 *
 * <p><b>Threads</b> confined to the request.
 */
final class PacedStream extends InputStream {
    private final InputStream in;
    private final Pace pace;
    private long waitedNanos;
    private long bytes;

    PacedStream(InputStream in, Pace pace) {
        this.in = in;
        this.pace = pace;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        long began = System.nanoTime();
        int count = in.read(target, from, length);
        waitedNanos += System.nanoTime() - began;
        bytes += Math.max(0, count);
        if (count >= 0 && waitedNanos - pace.grace().toNanos() > (double) bytes / pace.bytesPerSecond() * 1e9) {
            throw HttpFailure.of(
                    408,
                    "BODY_TOO_SLOW",
                    "The body comes with less than " + pace.bytesPerSecond() + " bytes per second.",
                    "Send the request again, without pauses.");
        }
        return count;
    }
}
