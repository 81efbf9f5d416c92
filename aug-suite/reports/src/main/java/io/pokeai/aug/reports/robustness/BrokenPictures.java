package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.robustness.CorruptedPictures;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.RobustnessCells;
import io.pokeai.aug.robustness.cells.RunNames;
import io.pokeai.aug.robustness.gate.StoredPair;
import io.pokeai.aug.robustness.metrics.Cell;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.dataset.PictureTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Finds the pictures behind a verdict again: from the cells of two runs, and from what the runs wrote down about rows and classes.
 *
 * <p><b>Threads</b> confined to one.
 *
 * @param baseline the run of the baseline
 * @param candidate the run of the candidate
 * @param augmentations that are installed now; one that is defined otherwise than when the run was made shows no picture
 * @param cropping makes what a model sees of a file
 */
public record BrokenPictures(
        Run baseline, Run candidate, Augmentations augmentations, BiFunction<Path, InputSpec, Image> cropping) {
    private static final int MOST_CELLS = 20;
    private static final int MOST_PICTURES = 12;

    /**
     * One of the two runs.
     *
     * @param folder of the run
     * @param cells that were read from it
     * @param model its title
     */
    public record Run(Path folder, RobustnessCells cells, String model) {
        private Optional<FinishedCell> cell(Cell cell) {
            return cells.latest(model, cell.augmentation(), cell.severity());
        }

        private String answer(Cell cell, int row) {
            return cell(cell)
                    .map(known -> StoredPictures.className(
                            new RunNames(folder).classes(known.key()).orElse(List.of()), known.predicted(row)))
                    .orElse("–");
        }
    }

    /**
     * The pictures of the cells that are worse: of each at most {@value #MOST_PICTURES}, those first that are broken in the most of
     * these cells.
     *
     * @param pair that was compared
     * @param content of the gate on that pair
     * @param seen numbers of the pictures that the gate looked at
     */
    public List<BrokenCell> of(StoredPair pair, GateContent content, BitSet seen) {
        List<GateContent.ComparedCell> worse = content.cells().stream()
                .filter(GateContent.ComparedCell::worse)
                .sorted(Comparator.comparingDouble(cell -> -cell.drop()))
                .limit(MOST_CELLS)
                .toList();
        Map<Integer, Integer> often = new HashMap<>();
        Map<Cell, BitSet> broken = new HashMap<>();
        for (GateContent.ComparedCell cell : worse) {
            BitSet pictures = pair.paired().broken(pair.paired().cells().indexOf(cell.cell()));
            pictures.and(seen);
            broken.put(cell.cell(), pictures);
            pictures.stream().forEach(picture -> often.merge(picture, 1, Integer::sum));
        }
        List<BrokenCell> cells = new ArrayList<>();
        for (GateContent.ComparedCell cell : worse) {
            BitSet pictures = broken.getOrDefault(cell.cell(), new BitSet());
            List<Integer> rows = pictures.stream()
                    .boxed()
                    .sorted(Comparator.comparingInt((Integer picture) -> -often.getOrDefault(picture, 0))
                            .thenComparingInt(picture -> picture))
                    .limit(MOST_PICTURES)
                    .map(pair.rows()::get)
                    .toList();
            cells.add(new BrokenCell(cell.cell(), pictures.cardinality(), pictures(cell.cell(), rows)));
        }
        return cells;
    }

    private List<BrokenCell.Picture> pictures(Cell cell, List<Integer> rows) {
        Optional<FinishedCell> at = candidate.cell(cell);
        Optional<PictureTable> table = at.flatMap(known -> new RunNames(candidate.folder())
                .pictures(known.key())
                .or(() -> new RunNames(baseline.folder()).pictures(known.key())));
        StoredPictures stored = new StoredPictures(candidate.folder(), augmentations, cropping);
        Optional<CorruptedPictures> seen = at.flatMap(known -> table.flatMap(found -> stored.seen(known.key(), found)));
        Optional<PlannedCorruption> corruption =
                at.flatMap(known -> stored.corruption(known.key(), cell.augmentation(), cell.severity()));
        List<BrokenCell.Picture> pictures = new ArrayList<>();
        for (int row : rows) {
            String right = baseline.answer(cell, row);
            pictures.add(new BrokenCell.Picture(
                    table.map(known -> known.rows().get(row).path()).orElse("row " + row),
                    table.map(known -> known.rows().get(row).label()).orElse(right),
                    right,
                    candidate.answer(cell, row),
                    seen.flatMap(known -> known.picture(row, PlannedCorruption.CLEAN, 0)),
                    seen.flatMap(known -> corruption.flatMap(how -> known.picture(row, how, cell.severity())))));
        }
        return pictures;
    }
}
