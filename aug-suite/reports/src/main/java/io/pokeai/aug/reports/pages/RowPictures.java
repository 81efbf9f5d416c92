package io.pokeai.aug.reports.pages;

import io.pokeai.engine.api.Image;
import java.util.Optional;

/**
 * Gives the pictures that a page shows.
 *
 * <p><b>Threads</b> asked by one thread, at most {@value Thumbnails#MOST} times for a page.
 */
@FunctionalInterface
public interface RowPictures {
    /** No pictures at all: the page names files only. */
    RowPictures NONE = row -> Optional.empty();

    /**
     * The picture of a row as the model saw it.
     *
     * @return empty when it cannot be shown
     */
    Optional<Image> picture(int row);
}
