package io.pokeai.aug.robustness;

import io.pokeai.engine.dataset.PictureRow;
import java.nio.file.Path;
import java.util.List;

/**
 * Consecutive pictures that one machine is asked about, in one pass of a plan.
 *
 * @param pass which, in the order of {@link PlanParts}
 * @param first the row of the first picture in the data set
 * @param rows the pictures, in the order of the data set
 * @param files where they are
 */
public record PlanPart(int pass, int first, List<PictureRow> rows, List<Path> files) {
    public PlanPart {
        rows = List.copyOf(rows);
        files = List.copyOf(files);
    }
}
