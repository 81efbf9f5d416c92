package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.engine.api.Image;
import java.util.Optional;

/**
 * Gives the pictures that a page of corrupted pictures shows.
 *
 * <p><b>Threads</b> asked by one thread, some hundred times for a page.
 */
@FunctionalInterface
public interface CellPictures {
    /** No pictures at all: the page names files only. */
    CellPictures NONE = (row, corruption, severity) -> Optional.empty();

    /**
     * A picture as a model saw it.
     *
     * @param row of the data set, from 0
     * @param severity of the corruption; of clean pictures 0
     * @return empty when it cannot be shown
     */
    Optional<Image> picture(int row, PlannedCorruption corruption, int severity);
}
