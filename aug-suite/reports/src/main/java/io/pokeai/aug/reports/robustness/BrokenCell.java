package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.robustness.metrics.Cell;
import io.pokeai.engine.api.Image;
import java.util.List;
import java.util.Optional;

/**
 * A cell in which a candidate is worse, with pictures that only the baseline has right.
 *
 * @param total how many such pictures there are
 * @param pictures some of them
 */
public record BrokenCell(Cell cell, int total, List<Picture> pictures) {
    /** The list is copied. */
    public BrokenCell {
        pictures = List.copyOf(pictures);
    }

    /**
     * A picture.
     *
     * @param path as its table names it, or {@code row 17} where the table is not known
     * @param label what it shows
     * @param baseline what the baseline answered, which is right
     * @param candidate what the candidate answered
     * @param clean as the candidate saw it in the clean cell; empty when it cannot be shown
     * @param corrupted as the candidate saw it in this cell; empty when it cannot be shown
     */
    public record Picture(
            String path,
            String label,
            String baseline,
            String candidate,
            Optional<Image> clean,
            Optional<Image> corrupted) {}
}
