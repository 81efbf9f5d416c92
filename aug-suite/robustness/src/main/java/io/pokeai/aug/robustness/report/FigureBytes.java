package io.pokeai.aug.robustness.report;

import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.engine.dataset.PictureRow;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * How large the files of figures of a run are at most: {@code robustness.json}, {@code receipt.json}, the names of pictures and classes,
 * and PokeAI's text files. Pictures that will be left out add their names and reasons to it.
 *
 * <p>The constants are about a third above what runs with 1 to 2 models, 8 to 30 classes and 3 to 202 cells have.
 */
final class FigureBytes {
    private static final long BASE = 6_000;
    private static final long EACH_MODEL = 8_000;
    private static final long EACH_PAIR = 4_000;
    private static final long EACH_CELL = 2_300;
    private static final long EACH_CORRUPTION = 500;
    private static final long EACH_SEVERITY = 250;
    private static final long EACH_SEQUENCE = 1_500;
    private static final long EACH_FALL = 550;
    private static final long EACH_FALL_SEVERITY = 120;

    /** Classes that take wrong answers: two in each cell. */
    private static final long EACH_SINK = 300;

    /** Numbers of a row of predictions, of an ensemble, too. */
    private static final long EACH_ROW = 100;

    private static final long EACH_REPORT = 800;
    private static final long EACH_REPORT_CLASS = 50;

    private final RobustnessPlan plan;
    private final Set<String> labels = new HashSet<>();
    private long paths;
    private long files;

    private FigureBytes(RobustnessPlan plan) {
        this.plan = plan;
        LabelledPictures pictures = plan.pictures();
        for (int i = 0; i < pictures.size(); i++) {
            PictureRow row = pictures.row(i);
            labels.add(row.label());
            paths += bytes(row.path()) + bytes(row.label());
            files += bytes(pictures.file(i).toString());
        }
    }

    static long of(RobustnessPlan plan) {
        FigureBytes bytes = new FigureBytes(plan);
        return bytes.figures() + bytes.names() + bytes.pokeAi();
    }

    private long figures() {
        long models = plan.models().size();
        long longest = longest();
        long cells = plan.cells().size();
        long falls = 0;
        long severities = 0;
        for (PlannedCorruption corruption : plan.corruptions()) {
            severities += corruption.severities().size();
            falls += EACH_FALL + EACH_FALL_SEVERITY * corruption.severities().size() + bytes(corruption.name());
        }
        return BASE
                + models * EACH_MODEL
                + models * models * EACH_PAIR
                + cells * (EACH_CELL + 2 * (EACH_SINK + longest))
                + plan.corruptions().size() * EACH_CORRUPTION
                + severities * EACH_SEVERITY
                + plan.sequenceCells().size() * EACH_SEQUENCE
                + models * labels.size() * (falls + longest + EACH_FALL);
    }

    /** Which picture a row is, where it lies, and the classes of each model. */
    private long names() {
        long classes = plan.models().stream().mapToLong(FigureBytes::names).sum();
        return paths + files + EACH_ROW * plan.pictures().size() + classes;
    }

    private long pokeAi() {
        long cells = plan.corruptions().stream().filter(AugmentedFiles::isOne).count();
        return cells * plan.models().stream().mapToLong(this::pokeAi).sum();
    }

    /** Of one model under one augmentation: report, confusion matrix, predictions, summaries. */
    private long pokeAi(TestedModel model) {
        long classes = model.identity().classes().size();
        long longest = longest(model);
        long rows = plan.pictures().size();
        // Each class has a row and a column of the matrix; most counts have one digit, and all counts add up to the
        // pictures.
        long matrix = names(model) + classes * (longest + 2 * classes + 4) + rows * 7;
        return EACH_REPORT + classes * (longest + EACH_REPORT_CLASS) + matrix + paths + rows * (longest + EACH_ROW);
    }

    private long longest() {
        return plan.models().stream().mapToLong(FigureBytes::longest).max().orElse(0);
    }

    private static long longest(TestedModel model) {
        return model.identity().classes().stream()
                .mapToLong(FigureBytes::bytes)
                .max()
                .orElse(0);
    }

    private static long names(TestedModel model) {
        return model.identity().classes().stream()
                .mapToLong(name -> bytes(name) + 4)
                .sum();
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
