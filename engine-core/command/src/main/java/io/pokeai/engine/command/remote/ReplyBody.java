package io.pokeai.engine.command.remote;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/**
 * The body of a reply: of a known length, in chunks, or until the connection ends. One that is cut short is an error, never a shorter
 * body.
 */
final class ReplyBody extends InputStream {
    private static final int MAX_SIZE_LINE = 1024;

    private final InputStream in;
    private final boolean chunked;

    /** Bytes of this body or chunk that have not been read; -1 if only the end of the connection tells. */
    private long left;

    private boolean ended;

    private ReplyBody(InputStream in, boolean chunked, long left) {
        this.in = in;
        this.chunked = chunked;
        this.left = left;
        this.ended = !chunked && left == 0;
    }

    static ReplyBody of(ReplyHead head, String method, InputStream in) throws IOException {
        if (method.equals("HEAD") || head.status() == 204 || head.status() == 304) {
            return new ReplyBody(in, false, 0);
        }
        String coding = head.headers().getOrDefault("transfer-encoding", "");
        if (coding.equalsIgnoreCase("chunked")) {
            return new ReplyBody(in, true, 0);
        }
        String length = head.headers().getOrDefault("content-length", "-1");
        if (!coding.isEmpty() || !length.matches("-1|[0-9]{1,18}")) {
            throw new ProtocolException("the length of the reply is not understood");
        }
        return new ReplyBody(in, false, Long.parseLong(length));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!ended && chunked && left == 0) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int count = in.read(target, from, left < 0 ? length : (int) Math.min(length, left));
        if (count < 0) {
            if (left < 0) {
                ended = true;
                return -1;
            }
            throw new EOFException("the reply ended early");
        }
        if (left > 0) {
            left -= count;
            if (left == 0 && chunked) {
                ReplyHead.line(in, new int[] {MAX_SIZE_LINE});
            } else if (left == 0) {
                ended = true;
            }
        }
        return count;
    }

    private void nextChunk() throws IOException {
        String size = ReplyHead.line(in, new int[] {MAX_SIZE_LINE})
                .replaceFirst(";.*", "")
                .strip();
        if (!size.matches("[0-9a-fA-F]{1,15}")) {
            throw new ProtocolException("a chunk of the reply has no size");
        }
        left = Long.parseLong(size, 16);
        if (left == 0) {
            ended = true;
            int[] most = {MAX_SIZE_LINE};
            while (!ReplyHead.line(in, most).isEmpty()) {
                // Trailers say nothing that anybody asks for.
            }
        }
    }
}
