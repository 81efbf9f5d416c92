package io.pokeai.service.internal.web;

/** Hears of every request when it has been answered. <b>Threads</b> called by many at once; has to be quick. */
@FunctionalInterface
public interface RequestListener {
    /** @param nanos from the head of the request to the end of the response */
    void answered(int status, long nanos);
}
