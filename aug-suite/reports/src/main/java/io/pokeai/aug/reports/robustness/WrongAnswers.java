package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedCell;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the pictures of each class turn into, over all corrupted cells of a model.
 *
 * <p><b>Threads</b> immutable.
 */
final class WrongAnswers {
    /** By true class. */
    private final Map<Integer, int[]> counts = new HashMap<>();

    /** Over all classes. */
    private final int[] answered;

    WrongAnswers(ShownRun run, TestedModel model) {
        List<String> classes = model.identity().classes();
        Map<String, Integer> indices = new HashMap<>();
        classes.forEach(name -> indices.putIfAbsent(name, indices.size()));
        answered = new int[classes.size()];
        LabelledPictures pictures = run.result().plan().pictures();
        for (PlannedCorruption corruption : run.corruptions()) {
            for (int severity : corruption.severities()) {
                run.cell(model, corruption.name(), severity).ifPresent(cell -> add(cell, pictures, indices));
            }
        }
    }

    private void add(FinishedCell cell, LabelledPictures pictures, Map<String, Integer> indices) {
        BitSet wrong = cell.counted();
        wrong.andNot(cell.right());
        wrong.stream().forEach(row -> {
            Integer truth = indices.get(pictures.row(row).label());
            int answer = cell.predicted(row);
            if (truth != null && answer >= 0 && answer < answered.length) {
                counts.computeIfAbsent(truth, k -> new int[answered.length])[answer]++;
                answered[answer]++;
            }
        });
    }

    /**
     * A class that wrong answers turn into.
     *
     * @param index of the class
     * @param count of the answers
     * @param of all wrong answers
     */
    record Target(int index, int count, int of) {
        double share() {
            return (double) count / of;
        }
    }

    /** The class that most wrong answers of a class are; of equal ones the first; empty when no answer is wrong. */
    Optional<Target> ofClass(int truth) {
        return Optional.ofNullable(counts.get(truth)).map(WrongAnswers::largest);
    }

    private static Target largest(int... answers) {
        int best = 0;
        for (int k = 1; k < answers.length; k++) {
            best = answers[k] > answers[best] ? k : best;
        }
        return new Target(best, answers[best], Arrays.stream(answers).sum());
    }

    /** The classes that most wrong answers of all classes are, the most frequent first. */
    List<Target> most(int number) {
        int all = Arrays.stream(answered).sum();
        return IntStream.range(0, answered.length)
                .filter(k -> answered[k] > 0)
                .mapToObj(k -> new Target(k, answered[k], all))
                .sorted(Comparator.comparingInt(Target::count).reversed()) // stable: then by index
                .limit(number)
                .toList();
    }
}
