package io.pokeai.aug.robustness.receipt;

import io.pokeai.aug.evaluation.run.ModelIdentity;
import io.pokeai.aug.robustness.FreshAnswers;
import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.aug.robustness.PixelAnswers;
import io.pokeai.aug.robustness.PlannedCell;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessListener;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.receipt.ReceiptDifference.Kind;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.spi.Augmentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Computes a receipt anew, with the data set, the models and the augmentations that are here, and compares. Nothing that the run has
 * stored is believed.
 *
 * <p><b>Threads</b> confined to one.
 */
public final class ReceiptCheck {
    private final Receipt receipt;
    private final Optional<ReceiptLeaves> leaves;
    private final ReceiptMachine machine;
    private final ReceiptBuild build;
    private final DifferenceList differences = new DifferenceList();

    /**
     * @param leaves of the receipt, to name rows
     * @param machine that this runs on
     * @param build the engine that this is
     */
    public ReceiptCheck(Receipt receipt, Optional<ReceiptLeaves> leaves, ReceiptMachine machine, ReceiptBuild build) {
        this.receipt = receipt;
        this.leaves = leaves;
        this.machine = machine;
        this.build = build;
    }

    /**
     * What the receipt is compared with.
     *
     * @param pictures that are here
     * @param models finds what stands here for a model of the receipt
     */
    public record Here(
            LabelledPictures pictures, Function<ReceiptModel, TestedModel> models, Augmentations augmentations) {}

    /**
     * Compares.
     *
     * @param sample how much is computed; what can be compared without computing is compared in any case
     * @param scratch an empty folder, and nobody else's
     * @throws EngineException when a model cannot be had or fails, or knows none of the labels
     * @throws InterruptedException when the listener stopped it
     */
    public ReceiptVerdict check(
            Here here, ReceiptSample sample, PixelAnswers asked, Path scratch, RobustnessListener listener)
            throws InterruptedException {
        CellComparison cells = new CellComparison(receipt, leaves, here.pictures(), differences);
        boolean aligned = new RowComparison(receipt, leaves, differences).compare(LeafRow.of(here.pictures()));
        if (!aligned) {
            new SelfCheck(receipt, leaves, differences).check(Map.of());
            return verdict(cells, List.of("No answer was computed: the rows are not those of the receipt."));
        }
        List<TestedModel> models = new ArrayList<>();
        for (ReceiptModel model : receipt.models()) {
            models.add(open(model, here.models()));
        }
        RobustnessPlan plan =
                new RobustnessPlan(models, corruptions(here.augmentations()), receipt.seed(), here.pictures());
        Map<String, List<String>> classes = compareModels(plan);
        new SelfCheck(receipt, leaves, differences).check(classes);
        compareDefinitions(plan);
        ask(plan, sample, asked, scratch, listener, cells);
        return verdict(cells, ReceiptNotes.of(receipt, plan, machine, build));
    }

    /** With the title and the batch of the receipt: the last digits of a score may depend on what else is in a batch. */
    private static TestedModel open(ReceiptModel model, Function<ReceiptModel, TestedModel> models) {
        TestedModel found = models.apply(model);
        ModelIdentity identity = found.identity();
        return new TestedModel(
                found.name(),
                new ModelIdentity(
                        model.model(),
                        identity.version(),
                        identity.backend(),
                        identity.input(),
                        identity.classes(),
                        identity.folds(),
                        model.batch()),
                found.input(),
                found.build());
    }

    private List<PlannedCorruption> corruptions(Augmentations installed) {
        Map<String, TreeSet<Integer>> wanted = new LinkedHashMap<>();
        receipt.cells().stream()
                .filter(cell -> !cell.augmentation().equals(FinishedCell.CLEAN))
                .forEach(cell -> wanted.computeIfAbsent(cell.augmentation(), name -> new TreeSet<>())
                        .add(cell.severity()));
        List<PlannedCorruption> planned = new ArrayList<>();
        wanted.forEach((name, severities) -> {
            Optional<Augmentation> augmentation = find(name, installed);
            if (augmentation.isEmpty()) {
                differences.add(Kind.DEFINITION, name, "no such augmentation is installed here");
                return;
            }
            int most = augmentation.get().info().severities();
            severities.stream()
                    .filter(severity -> severity < 1 || severity > most)
                    .forEach(severity -> differences.add(
                            Kind.DEFINITION,
                            name + ":" + severity,
                            "the augmentation has " + most + " severities here"));
            severities.removeIf(severity -> severity < 1 || severity > most);
            if (!severities.isEmpty()) {
                planned.add(PlannedCorruption.of(augmentation.get(), List.copyOf(severities)));
            }
        });
        return planned;
    }

    private static Optional<Augmentation> find(String name, Augmentations installed) {
        try {
            return Optional.of(installed.find(name));
        } catch (EngineException e) {
            if (e.code() != ErrorCode.INVALID_ARGUMENT) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** The class names of the models whose list is the receipt's. */
    private Map<String, List<String>> compareModels(RobustnessPlan plan) {
        Map<String, List<String>> classes = new HashMap<>();
        for (int i = 0; i < plan.models().size(); i++) {
            ReceiptModel there = receipt.models().get(i);
            ReceiptModel here = ReceiptModel.of(plan.models().get(i), plan);
            compare(there, "its weights are others", there.version(), here.version());
            compare(there, "it has other classes", there.classList(), here.classList());
            compare(there, "it sees another input", there.input(), here.input());
            if (there.classList().equals(here.classList())) {
                classes.put(there.model(), plan.models().get(i).identity().classes());
            }
        }
        return classes;
    }

    private void compare(ReceiptModel model, String sentence, String there, String here) {
        if (!there.equals(here)) {
            differences.add(
                    Kind.MODEL,
                    "model " + model.model() + " " + sentence,
                    "model " + model.model(),
                    sentence + " (" + RowComparison.shown(there) + ", here " + RowComparison.shown(here) + ")");
        }
    }

    private void compareDefinitions(RobustnessPlan plan) {
        for (ReceiptCell there : receipt.cells()) {
            for (PlannedCorruption corruption : plan.corruptions()) {
                int severity = there.severity();
                if (corruption.name().equals(there.augmentation())
                        && corruption.severities().contains(severity)
                        && (!corruption.definition(severity).equals(there.definition())
                                || !corruption.parameters(severity).equals(there.parameters()))) {
                    differences.add(
                            Kind.DEFINITION,
                            there.augmentation(),
                            there.augmentation() + ":" + severity,
                            "is defined in another way ('" + there.parameters() + "', here '"
                                    + corruption.parameters(severity) + "')");
                }
            }
        }
    }

    private void ask(
            RobustnessPlan plan,
            ReceiptSample sample,
            PixelAnswers asked,
            Path scratch,
            RobustnessListener listener,
            CellComparison comparison)
            throws InterruptedException {
        Map<String, Integer> places = new HashMap<>();
        for (int place = 0; place < receipt.cells().size(); place++) {
            places.putIfAbsent(receipt.cells().get(place).toString(), place);
        }
        Predicate<PlannedCell> known = cell ->
                places.containsKey(name(cell.model().title(), cell.corruption().name(), cell.severity()));
        // Rows are compared by their leaves; without leaves a root needs all rows of a cell.
        Predicate<PlannedCell> wanted = leaves.isPresent() ? known : known.and(someCells(plan, sample));
        FreshAnswers answers = new FreshAnswers(plan, wanted);
        BitSet batches = leaves.isPresent()
                ? sample.choose(answers.batches(), (double) receiptRows(plan) / Math.max(1, answers.batches()))
                : ReceiptSample.ALL.choose(answers.batches(), 1);
        Map<String, List<String>> classes = new HashMap<>();
        plan.models()
                .forEach(model -> classes.put(model.title(), model.identity().classes()));
        answers.ask(batches, asked, scratch, listener, cell -> {
            FinishedCell found = cell.answered().cell();
            Integer place = places.get(name(found.model(), found.augmentation(), found.severity()));
            comparison.compare(Objects.requireNonNull(place), cell, classes.getOrDefault(found.model(), List.of()));
        });
    }

    private static String name(String model, String augmentation, int severity) {
        return model + " " + (severity == 0 ? augmentation : augmentation + ":" + severity);
    }

    private long receiptRows(RobustnessPlan plan) {
        return (long) receipt.cells().size() * plan.pictures().size();
    }

    /** Whole corruptions at a severity, of all models. */
    private static Predicate<PlannedCell> someCells(RobustnessPlan plan, ReceiptSample sample) {
        List<String> all = plan.cells().stream()
                .map(cell -> name("", cell.corruption().name(), cell.severity()))
                .distinct()
                .toList();
        BitSet chosen = sample.choose(
                all.size(), (double) plan.pictures().size() * plan.models().size());
        return cell -> chosen.get(all.indexOf(name("", cell.corruption().name(), cell.severity())));
    }

    private ReceiptVerdict verdict(CellComparison cells, List<String> notes) {
        ReceiptLevel level = differences.atMost();
        if (level == ReceiptLevel.SCORES && (cells.scores() > 0 || cells.excused() > 0)) {
            level = ReceiptLevel.DECISIONS;
        }
        return new ReceiptVerdict(
                level,
                cells.asked(),
                (long) receipt.cells().size() * receipt.pictures(),
                cells.touched(),
                receipt.cells().size(),
                cells.excused(),
                cells.scores(),
                differences.count(),
                differences.kept(),
                notes);
    }
}
