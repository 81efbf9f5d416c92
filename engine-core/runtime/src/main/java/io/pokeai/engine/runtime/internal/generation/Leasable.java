package io.pokeai.engine.runtime.internal.generation;

import org.jspecify.annotations.Nullable;

/**
 * What callers may use until it is retired, such as a {@link Generation}. <b>Threads</b> safe.
 *
 * @param <L> the right of one caller to use it
 */
public interface Leasable<L> {
    /** A lease for the calling thread; null from its retirement on. */
    @Nullable
    L tryLease();

    /** Gives no lease from now on; it is closed when the last lease is returned. Does not wait. */
    void retire();
}
