package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.robustness.CorruptedPictures;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.cells.CellKey;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.RobustnessCells;
import io.pokeai.aug.robustness.cells.RunNames;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;

/**
 * The pictures of a run that is over: which of them break first, and what a model saw of one. They are read again from where they were
 * during the run. A picture that has been replaced since then is shown as it is now.
 *
 * <p><b>Threads</b> safe if {@code cropping} is.
 *
 * @param folder of the run: the one that {@code robustness.json} lies in
 * @param augmentations that are installed now; one that is defined otherwise than when the run was made shows no picture
 * @param cropping makes what a model sees of a file
 */
public record StoredPictures(Path folder, Augmentations augmentations, BiFunction<Path, InputSpec, Image> cropping) {
    private static final String NO_SEED = "none";

    /**
     * A picture that is right when clean, and wrong at the lowest severity of a corruption.
     *
     * @param row of the data set, from 0
     * @param path as the data set names it; empty when the run did not write it down
     * @param label its class
     * @param lowest corruptions at whose lowest severity it is wrong
     * @param corruptions all that were run
     * @param wrong cells in which it is wrong
     * @param augmentation of the corruptions at whose lowest severity it is wrong, the one with the most confident answer
     * @param severity the lowest one of that corruption
     * @param answer class that was answered there
     * @param confidence of that answer, 0…1; empty when it was not kept
     */
    public record Broken(
            int row,
            String path,
            String label,
            int lowest,
            int corruptions,
            int wrong,
            String augmentation,
            int severity,
            String answer,
            OptionalDouble confidence) {}

    /**
     * Those that break first: wrong at the lowest severity of the most corruptions.
     *
     * @param model as the run names it
     * @param most at most so many
     * @return none for a model that the run has not asked about clean pictures
     * @throws EngineException {@code NOT_A_FILE} when no run has worked in the folder; {@code UNAVAILABLE} when it cannot be read
     */
    public List<Broken> breaking(String model, int most) {
        RobustnessCells cells = RobustnessCells.read(folder, model);
        List<FinishedCell> own = cells.of(model);
        if (own.isEmpty() || own.get(0).severity() != 0) {
            return List.of();
        }
        FinishedCell clean = own.get(0);
        RunNames names = new RunNames(folder);
        List<PictureRow> rows =
                names.pictures(clean.key()).map(PictureTable::rows).orElse(List.of());
        List<String> classes = names.classes(clean.key()).orElse(List.of());
        return new BreakingPictures(clean, corrupted(own), cells)
                .first(most).stream().map(found -> broken(found, rows, classes)).toList();
    }

    private static List<List<FinishedCell>> corrupted(List<FinishedCell> cells) {
        Map<String, List<FinishedCell>> byName = new LinkedHashMap<>();
        cells.stream()
                .filter(cell -> cell.severity() > 0)
                .sorted(Comparator.comparingInt(FinishedCell::severity))
                .forEach(cell -> byName.computeIfAbsent(cell.augmentation(), name -> new ArrayList<>())
                        .add(cell));
        return List.copyOf(byName.values());
    }

    private static Broken broken(BreakingPictures.Broken found, List<PictureRow> rows, List<String> classes) {
        Optional<PictureRow> row = found.row() < rows.size() ? Optional.of(rows.get(found.row())) : Optional.empty();
        return new Broken(
                found.row(),
                row.map(PictureRow::path).orElse(""),
                row.map(PictureRow::label).orElse(""),
                found.lowest(),
                found.corruptions(),
                found.wrong(),
                found.at().augmentation(),
                found.at().severity(),
                className(classes, found.answer()),
                Float.isNaN(found.confidence()) ? OptionalDouble.empty() : OptionalDouble.of(found.confidence()));
    }

    /** The name of a class, or its index where the names were not written down. */
    static String className(List<String> classes, int index) {
        if (index < 0) {
            return "nothing";
        }
        return index < classes.size() ? classes.get(index) : "class " + index;
    }

    /**
     * What a model saw of a picture.
     *
     * @param model as the run names it
     * @param augmentation of the cell in which it saw it
     * @param severity of that cell; 0 of clean pictures
     * @param row of the data set, from 0
     * @return in 8 bits; empty when the run has no such cell or row, the picture is gone or damaged, or the corruption is not as it was
     * @throws EngineException as {@link #breaking}
     */
    public Optional<Image> picture(String model, String augmentation, int severity, int row) {
        return RobustnessCells.read(folder, model, augmentation, severity)
                .map(FinishedCell::key)
                .flatMap(key -> new RunNames(folder)
                        .pictures(key)
                        .filter(table -> row >= 0 && row < table.rows().size())
                        .flatMap(table -> seen(key, table))
                        .flatMap(seen -> corruption(key, augmentation, severity)
                                .flatMap(how -> seen.picture(row, how, severity))));
    }

    /** Empty when the run did not write down where its pictures are, or how the model saw them. */
    Optional<CorruptedPictures> seen(CellKey key, PictureTable table) {
        int column = table.column(RunNames.FILE).orElse(-1);
        if (column < 0) {
            return Optional.empty();
        }
        try {
            String seed = key.part(CellKey.SEED);
            return Optional.of(new CorruptedPictures(
                    row -> Path.of(table.rows().get(row).more().get(column)),
                    InputSpec.parse(key.part(CellKey.INPUT)),
                    seed.equals(NO_SEED) ? 0 : Long.parseLong(seed),
                    cropping));
        } catch (EngineException | NumberFormatException e) {
            return Optional.empty(); // of another version of the program
        }
    }

    /** Empty when it is not installed, or would give other pixels than in the run. */
    Optional<PlannedCorruption> corruption(CellKey key, String augmentation, int severity) {
        if (severity == 0) {
            return Optional.of(PlannedCorruption.CLEAN);
        }
        try {
            PlannedCorruption found = PlannedCorruption.of(augmentations.find(augmentation), List.of(severity));
            return Optional.of(found)
                    .filter(known -> known.definition(severity).equals(key.part(CellKey.DEFINITION)))
                    .map(known -> key.part(CellKey.FILE).isEmpty() ? known : known.asPokeAi());
        } catch (EngineException e) {
            return Optional.empty();
        }
    }
}
