package io.pokeai.demo.internal;

import java.io.IOException;
import java.time.Duration;

/** Brings back ends into the running process, and takes them away. */
interface HotPlug {
    /** Whether a back end is there now. */
    boolean isPlugged();

    /** Whether the back end of an id is there now. */
    boolean isPlugged(String id);

    /** Puts the back ends of the installation where the runtime looks for new ones; returns how many jars that are. */
    int plug() throws IOException;

    /** Waits until all back ends that {@link #plug} brought are there, or until none is. */
    boolean await(boolean plugged, Duration atMost) throws InterruptedException;

    /** Takes away what {@link #plug} brought. A second call does nothing. */
    void unplug() throws IOException;
}
