package io.pokeai.service.spi;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One call for inference. It holds a place among the calls in flight, and memory for its body.
 *
 * <p><b>Threads</b> confined to the request. <b>Ownership</b> closed by the servlet that has begun it.
 */
@ProviderType
public interface InferenceCall extends AutoCloseable {
    /** The body as it comes; a read fails with 408 when it comes too slowly. */
    InputStream body() throws IOException;

    /** The most bytes that a message may have, when its encoding is undone. */
    int messageBytes();

    /**
     * Makes sure that the call has memory for so many bytes in all.
     *
     * @throws RuntimeException 429 when other bodies take it
     */
    void reserve(long bytes);

    /** How long the call may wait, counted from now; a shorter time of the request wins. */
    void within(Duration deadline);

    /** Asks the model. */
    InferenceAnswer answer(InferenceQuestion question);

    @Override
    void close();
}
