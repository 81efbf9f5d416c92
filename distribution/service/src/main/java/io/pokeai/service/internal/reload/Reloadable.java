package io.pokeai.service.internal.reload;

import java.nio.file.Path;
import java.util.List;

/** Something that was read from files, and may be read again. <b>Threads</b> one at a time calls it. */
public interface Reloadable {
    /** For people and programs, such as {@code tokens}. */
    String name();

    /** What it is read from. */
    List<Path> files();

    /**
     * Reads the files again.
     *
     * @return whether they say anything new
     * @throws RuntimeException why they cannot be used; then what was read before stays
     */
    boolean reload();
}
