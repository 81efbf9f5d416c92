package io.pokeai.service.internal.pictures;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.PictureSource;
import io.pokeai.service.internal.web.BodyMemory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One picture of a request, or why it cannot be read.
 *
 * <p><b>Ownership</b> whoever writes its answer closes it, which gives its memory back.
 */
final class NamedPicture implements AutoCloseable {
    private final String name;
    private final byte[] encoded;
    private final @Nullable EngineException error;
    private final BodyMemory.@Nullable Share share;
    private final SeenPixels seen = new SeenPixels();
    private boolean closed;

    private NamedPicture(
            String name, byte[] encoded, @Nullable EngineException error, BodyMemory.@Nullable Share share) {
        this.name = name;
        this.encoded = encoded;
        this.error = error;
        this.share = share;
    }

    /** @param encoded not copied */
    static NamedPicture of(String name, byte[] encoded) {
        return new NamedPicture(name, encoded, null, null);
    }

    /** A picture of a stream, whose memory is given back when it has been answered. */
    static NamedPicture of(String name, byte[] encoded, BodyMemory.Share share) {
        return new NamedPicture(name, encoded, null, share);
    }

    /** A picture that cannot be read. */
    static NamedPicture failed(String name, EngineException error) {
        return new NamedPicture(name, new byte[0], error, null);
    }

    String name() {
        return name;
    }

    /** Not copied. */
    byte[] bytes() {
        return encoded;
    }

    /** What a model got of it. */
    SeenPixels seen() {
        return seen;
    }

    /** @throws EngineException why the picture cannot be read */
    PictureSource source() {
        Optional.ofNullable(error).ifPresent(failure -> {
            throw failure.again();
        });
        return PictureSource.of(encoded);
    }

    /** Whether it has been answered. */
    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        if (share != null) {
            share.close();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
