package io.pokeai.spark.internal;

import io.pokeai.aug.robustness.PlanPart;
import io.pokeai.engine.dataset.PictureRow;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/**
 * A part of a plan as it travels to an executor.
 *
 * @param number among the parts of this job
 * @param pass as {@link PlanPart#pass}
 * @param first as {@link PlanPart#first}
 * @param paths of the rows
 * @param labels of the rows
 * @param files where the pictures are
 */
record SharedPart(int number, int pass, int first, List<String> paths, List<String> labels, List<String> files)
        implements Serializable {
    private static final long serialVersionUID = 1;

    static SharedPart of(int number, PlanPart part) {
        return new SharedPart(
                number,
                part.pass(),
                part.first(),
                part.rows().stream().map(PictureRow::path).toList(),
                part.rows().stream().map(PictureRow::label).toList(),
                part.files().stream().map(Path::toString).toList());
    }

    PlanPart toPart() {
        List<PictureRow> rows = new java.util.ArrayList<>(paths.size());
        for (int i = 0; i < paths.size(); i++) {
            rows.add(new PictureRow(paths.get(i), labels.get(i), List.of()));
        }
        return new PlanPart(pass, first, rows, files.stream().map(Path::of).toList());
    }
}
