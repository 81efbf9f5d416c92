package io.pokeai.service.internal.files;

import java.io.Closeable;
import java.io.IOException;

/**
 * The bytes of a body, in the order in which they are sent.
 *
 * <p><b>Threads</b> one at a time, not always the same. <b>Ownership</b> {@link AsyncBody} closes it, once.
 */
public interface BodySource extends Closeable {
    /** Returned when there is nothing now, and more may come: {@link AsyncBody#wake} asks again. */
    int LATER = 0;

    /** Returned at the end. */
    int END = -1;

    /**
     * Fills a part of a buffer; never waits for more than a disk.
     *
     * @return how many bytes, {@link #LATER} or {@link #END}
     */
    int read(byte[] buffer) throws IOException;
}
