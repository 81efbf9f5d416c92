package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.reports.pages.Html;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.Suite;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedCell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * A run as its page shows it: the first models, corruptions by suite, and cells that are found at once.
 *
 * <p><b>Threads</b> immutable.
 */
final class ShownRun {
    /** Of corruptions that belong to no suite. */
    static final String OTHERS = "others";

    private static final int LONGEST_NAME = 200;

    private final RobustnessResult result;
    private final List<TestedModel> models;
    private final Map<Place, FinishedCell> cells = new HashMap<>();
    private final Map<String, List<PlannedCorruption>> bySuite = new LinkedHashMap<>();
    private final List<Integer> severities;

    /** Where a cell is. */
    private record Place(String model, String augmentation, int severity) {}

    ShownRun(RobustnessResult result, int most) {
        this.result = result;
        List<TestedModel> all = result.plan().models();
        this.models = all.subList(0, Math.min(most, all.size()));
        result.cells().forEach(cell -> cells.put(new Place(cell.model(), cell.augmentation(), cell.severity()), cell));
        TreeSet<Integer> levels = new TreeSet<>();
        for (PlannedCorruption corruption : result.plan().corruptions()) {
            if (corruption.augmentation().isPresent()) {
                levels.addAll(corruption.severities());
                bySuite.computeIfAbsent(suite(corruption), suite -> new ArrayList<>())
                        .add(corruption);
            }
        }
        this.severities = List.copyOf(levels);
    }

    static String suite(PlannedCorruption corruption) {
        return Suite.of(corruption.id()).map(Suite::id).orElse(OTHERS);
    }

    /** Whether a mean over its suite has it; of corruptions without a suite each counts. */
    static boolean countsInMeans(PlannedCorruption corruption) {
        return Suite.of(corruption.id())
                .map(suite -> suite.countsInMeans(corruption.id()))
                .orElse(true);
    }

    RobustnessResult result() {
        return result;
    }

    /** Those that the page shows. */
    List<TestedModel> models() {
        return models;
    }

    /** How many models the page leaves out. */
    int otherModels() {
        return result.plan().models().size() - models.size();
    }

    /** Corruptions of each suite that was run, in the order of the plan; without clean pictures. */
    Map<String, List<PlannedCorruption>> bySuite() {
        return bySuite;
    }

    /** All corruptions, suite by suite; without clean pictures. */
    List<PlannedCorruption> corruptions() {
        return bySuite.values().stream().flatMap(List::stream).toList();
    }

    /** The severities of all corruptions, ascending. */
    List<Integer> severities() {
        return severities;
    }

    Optional<FinishedCell> cell(TestedModel model, String augmentation, int severity) {
        return Optional.ofNullable(cells.get(new Place(model.title(), augmentation, severity)));
    }

    Optional<FinishedCell> clean(TestedModel model) {
        return cell(model, FinishedCell.CLEAN, 0);
    }

    /** Those that break first; none where clean pictures were not asked about. */
    List<BreakingPictures.Broken> breaking(TestedModel model, int most) {
        List<List<FinishedCell>> corrupted = corruptions().stream()
                .map(corruption -> corruption.severities().stream()
                        .flatMap(severity -> cell(model, corruption.name(), severity).stream())
                        .toList())
                .filter(found -> !found.isEmpty())
                .toList();
        return clean(model)
                .map(clean -> new BreakingPictures(clean, corrupted, result.scores()).first(most))
                .orElse(List.of());
    }

    /** The corruption of a cell. */
    PlannedCorruption corruption(FinishedCell cell) {
        return corruptions().stream()
                .filter(corruption -> corruption.name().equals(cell.augmentation()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(cell + " is not of this run"));
    }

    /** 0…1; NaN for a cell without pictures. */
    static double accuracy(FinishedCell cell) {
        return (double) cell.correct() / cell.pictures();
    }

    /** The mean over the severities that were run. */
    OptionalDouble mean(TestedModel model, PlannedCorruption corruption) {
        return corruption.severities().stream()
                .flatMap(severity -> cell(model, corruption.name(), severity).stream())
                .mapToDouble(ShownRun::accuracy)
                .average();
    }

    /** The mean over corruptions of their means; empty when nothing was corrupted. */
    OptionalDouble mean(TestedModel model) {
        return corruptions().stream()
                .flatMapToDouble(corruption -> mean(model, corruption).stream())
                .average();
    }

    /** A name from outside as HTML, with a bounded length. */
    static String name(String name) {
        return Html.name(bounded(name));
    }

    /** A name from outside as text, with a bounded length. */
    static String bounded(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + "…";
    }
}
