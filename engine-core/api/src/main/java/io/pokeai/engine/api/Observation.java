package io.pokeai.engine.api;

import org.osgi.annotation.versioning.ProviderType;

/** An observation that has begun. <b>Ownership</b> whoever began it closes it; a second close does nothing. */
@ProviderType
public interface Observation extends AutoCloseable {
    /** The observer hears nothing more, but for what is being reported at this moment. */
    @Override
    void close();
}
