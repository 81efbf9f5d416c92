package io.pokeai.engine.runtime.internal.discovery;

import java.util.function.Consumer;

/** The names that models have. */
public interface DiscoveredNames {
    /** Tells the slot of a name something, making it if need be. */
    void tell(String name, Consumer<? super DiscoveredName> news);

    /** Takes a name away. */
    void remove(String name);

    /** The files of a name are gone; false when the name is to be removed, too. */
    boolean gone(String name);

    /** The files of a name are there. */
    void back(String name);
}
