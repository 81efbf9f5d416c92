package io.pokeai.service.internal.pictures;

import io.pokeai.service.internal.web.BodyMemory;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.RequestBody;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a stream of JSON lines, read as they are wanted. A line that cannot be read is a picture with an error, and the
 * stream goes on; a body that ends or fails ends it.
 *
 * <p><b>Threads</b> confined to the thread that takes the results.<br>
 * <b>Ownership</b> the request closes it, which gives back the memory of pictures that were read and never answered.
 */
final class PictureLines implements Iterator<NamedPicture>, AutoCloseable {
    private static final int FIRST_BYTES = 16 * 1024;

    private final InputStream in;
    private final BodyMemory memory;
    private final int limit;

    /** Handed out and perhaps not answered yet, in their order; answers come in the same. */
    private final Deque<NamedPicture> underWay = new ArrayDeque<>();

    private byte[] line = new byte[FIRST_BYTES];
    private long number;
    private @Nullable NamedPicture next;

    /** @param limit bytes of a line */
    PictureLines(InputStream in, BodyMemory memory, int limit) {
        this.in = new BufferedInputStream(in, FIRST_BYTES);
        this.memory = memory;
        this.limit = limit;
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            int length = readLine();
            if (length < 0) {
                return false;
            }
            if (length > 0) {
                number++;
                next = picture(length);
            }
        }
        return true;
    }

    @Override
    public NamedPicture next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        NamedPicture picture = next;
        next = null;
        while (!underWay.isEmpty() && underWay.element().isClosed()) {
            underWay.remove();
        }
        underWay.add(picture);
        return picture;
    }

    @Override
    public void close() {
        underWay.forEach(NamedPicture::close);
        if (next != null) {
            next.close();
        }
    }

    private NamedPicture picture(int length) {
        String name = String.valueOf(number);
        BodyMemory.Share share = memory.share();
        try {
            share.growTo(length);
            NamedPicture read = PicturesJson.line(line, length, name);
            return NamedPicture.of(read.name(), read.bytes(), share);
        } catch (HttpFailure e) {
            share.close();
            return NamedPicture.failed(name, PicturesJson.error(e));
        }
    }

    /** The length of the next line; -1 at the end. */
    private int readLine() {
        int length = 0;
        try {
            while (true) {
                int next = in.read();
                if (next < 0) {
                    return length == 0 ? -1 : length;
                }
                if (next == '\n') {
                    return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                }
                if (length == limit) {
                    throw HttpFailure.of(
                            413,
                            "LINE_TOO_LONG",
                            "A line has more than " + limit + " bytes.",
                            "Send smaller pictures.");
                }
                if (length == line.length) {
                    line = Arrays.copyOf(line, Math.min(limit, 2 * length));
                }
                line[length++] = (byte) next;
            }
        } catch (IOException e) {
            throw RequestBody.failure(e);
        }
    }
}
