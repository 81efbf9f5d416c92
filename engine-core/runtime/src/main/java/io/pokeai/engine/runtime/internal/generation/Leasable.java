package io.pokeai.engine.runtime.internal.generation;

/** What callers may use until it is retired, such as a {@link Generation}. <b>Threads</b> safe. */
public interface Leasable {
    /** Lets a user in, unless it is retired. */
    boolean tryAcquire();

    /** Lets nobody in any more; it is closed when the last user has left. Does not wait. */
    void retire();
}
