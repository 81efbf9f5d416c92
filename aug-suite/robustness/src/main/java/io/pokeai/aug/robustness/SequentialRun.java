package io.pokeai.aug.robustness;

import io.pokeai.aug.robustness.gate.GateOutcome;
import io.pokeai.aug.robustness.gate.GateTerms;
import io.pokeai.aug.robustness.gate.PairedCells;
import io.pokeai.aug.robustness.gate.PictureOrder;
import io.pokeai.aug.robustness.gate.SequentialGate;
import io.pokeai.aug.robustness.gate.SequentialReport;
import io.pokeai.aug.robustness.gate.StoredPair;
import io.pokeai.aug.robustness.metrics.Cell;
import io.pokeai.aug.robustness.metrics.CellAnswers;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two models that are asked picture by picture, each picture in all cells, until a {@link SequentialGate} is certain. What was asked
 * is not kept.
 *
 * @param report what was decided
 * @param pair the answers that were looked at
 */
public record SequentialRun(SequentialReport report, StoredPair pair) {
    /**
     * Asks until the gate is certain, or all pictures were looked at. Pictures come in the order of the terms' seed. A picture that
     * cannot be read, or whose label one of the models does not know, is left out.
     *
     * @param plan of two models: the baseline, then the candidate
     * @throws EngineException {@code INVALID_ARGUMENT} for a plan of more or fewer models, or when no picture counts; what a model
     *     fails with
     * @throws InterruptedException when the listener stopped it
     */
    public static SequentialRun ask(
            RobustnessPlan plan, PixelAnswers asked, GateTerms terms, RobustnessListener listener)
            throws InterruptedException {
        if (plan.models().size() != 2) {
            throw EngineException.invalidArgument(
                    "A gate was to compare " + plan.models().size() + " models.", "Name a baseline and a candidate.");
        }
        if (plan.corruptions().stream().anyMatch(PlannedCorruption::exact)) {
            throw EngineException.invalidArgument(
                    "PokeAI's intermediate files cannot be asked about picture by picture.", "Run all pictures.");
        }
        return new Asking(plan, asked, terms, listener).run();
    }

    /** A picture in a cell. */
    private record Question(int row, int cell) {}

    private static final class Asking {
        private final RobustnessPlan plan;
        private final PixelAnswers asked;
        private final GateTerms terms;
        private final RobustnessListener listener;
        private final List<TestedModel> models;
        private final List<PlannedCorruption> corruptions = new ArrayList<>();
        private final List<Cell> cells = new ArrayList<>();
        private final List<Integer> rows = new ArrayList<>();
        private final List<List<BitSet>> right = List.of(new ArrayList<>(), new ArrayList<>());

        Asking(RobustnessPlan plan, PixelAnswers asked, GateTerms terms, RobustnessListener listener) {
            this.plan = plan;
            this.asked = asked;
            this.terms = terms;
            this.listener = listener;
            this.models = plan.models();
            plan.corruptions()
                    .forEach(corruption -> corruption.severities().forEach(severity -> {
                        corruptions.add(corruption);
                        cells.add(new Cell(corruption.name(), severity));
                    }));
        }

        SequentialRun run() throws InterruptedException {
            int[] order = Arrays.stream(PictureOrder.of(plan.pictures().size(), terms.draws()))
                    .filter(this::isLabelKnown)
                    .toArray();
            SequentialGate gate =
                    new SequentialGate(models.get(0).title(), models.get(1).title(), cells, terms);
            int unknown = plan.pictures().size() - order.length;
            int unread = 0;
            try (Answers answers = new Answers(order)) {
                for (int row : order) {
                    BitSet[] answered = answers.next(row);
                    if (answered.length == 0) {
                        unread++;
                        continue;
                    }
                    rows.add(row);
                    right.get(0).add(answered[0]);
                    right.get(1).add(answered[1]);
                    if (gate.add(answered[0], answered[1]) != GateOutcome.INCONCLUSIVE) {
                        break;
                    }
                }
            }
            return new SequentialRun(gate.report(), pair(unknown, unread));
        }

        private boolean isLabelKnown(int row) {
            String label = plan.pictures().row(row).label();
            return models.stream().allMatch(model -> model.identity().classes().contains(label));
        }

        private StoredPair pair(int unknown, int unread) {
            if (rows.isEmpty()) {
                throw EngineException.invalidArgument(
                        "None of the " + plan.pictures().size() + " pictures counts for both models.",
                        "Both models need the labels of the data set, and pictures that can be read.");
            }
            List<String> notes = new ArrayList<>();
            if (unknown + unread > 0) {
                notes.add("Left out: " + unread + " of the pictures that it came to because they cannot be read, and "
                        + unknown + " because one of the models does not know their label.");
            }
            return new StoredPair(PairedCells.of(answers(0), answers(1)), rows, notes);
        }

        private CellAnswers answers(int model) {
            NavigableMap<Cell, BitSet> byCell = new TreeMap<>();
            for (int cell = 0; cell < cells.size(); cell++) {
                BitSet bits = new BitSet();
                for (int picture = 0; picture < rows.size(); picture++) {
                    bits.set(picture, right.get(model).get(picture).get(cell));
                }
                byCell.put(cells.get(cell), bits);
            }
            return CellAnswers.of(models.get(model).title(), rows.size(), byCell);
        }

        /** The answers of both models; models that see the same pixels are asked together. */
        private final class Answers implements AutoCloseable {
            private final List<Stream<Result<Question>>> streams = new ArrayList<>();
            private final List<Iterator<Result<Question>>> results = new ArrayList<>();

            Answers(int... order) {
                boolean together = models.get(0).input().equals(models.get(1).input());
                if (together) {
                    open(models, order);
                    results.add(results.get(0));
                } else {
                    models.forEach(model -> open(List.of(model), order));
                }
            }

            @SuppressWarnings("MustBeClosed") // closed by close()
            private void open(List<TestedModel> together, int... order) {
                InputSpec input = together.get(0).input();
                int[] uses = new int[plan.pictures().size()];
                Arrays.stream(order).forEach(row -> uses[row] = cells.size());
                CropsOfPass crops = new CropsOfPass(asked, plan.pictures(), input, uses);
                Iterable<Question> questions = () -> Arrays.stream(order)
                        .boxed()
                        .flatMap(row -> IntStream.range(0, cells.size()).mapToObj(cell -> new Question(row, cell)))
                        .iterator();
                int batch = together.stream()
                        .mapToInt(model -> model.identity().batch())
                        .min()
                        .orElseThrow();
                Stream<Result<Question>> stream = asked.answers(
                        together.stream().map(TestedModel::name).toList(),
                        questions,
                        question -> pixels(question, crops),
                        batch);
                streams.add(stream);
                results.add(stream.iterator());
            }

            private Pixels pixels(Question question, CropsOfPass crops) {
                return corruptions
                        .get(question.cell())
                        .apply(
                                crops.of(question.row()),
                                cells.get(question.cell()).severity(),
                                plan.seed());
            }

            /** The cells in which each model has the picture right; nothing if the picture cannot be read. */
            BitSet[] next(int row) throws InterruptedException {
                BitSet[] both = {new BitSet(), new BitSet()};
                boolean read = true;
                for (int cell = 0; cell < cells.size(); cell++) {
                    for (int model = 0; model < both.length; model++) {
                        if (listener.cancelled() || Thread.interrupted()) {
                            throw new InterruptedException("told to stop");
                        }
                        Result<Question> result = results.get(model).next();
                        listener.asked(result instanceof Result.Classified);
                        if (result instanceof Result.Classified<Question> answer) {
                            both[model].set(
                                    cell,
                                    answer.prediction()
                                            .best()
                                            .label()
                                            .equals(plan.pictures().row(row).label()));
                        } else if (result instanceof Result.Failed<Question> failed) {
                            requirePictureFault(failed.error(), row);
                            read = false;
                        }
                    }
                }
                return read ? both : new BitSet[0];
            }

            private void requirePictureFault(EngineException error, int row) {
                if (error.code().exitStatus() != ExitStatus.INPUT) {
                    throw error.about(plan.pictures().row(row).path());
                }
            }

            @Override
            public void close() {
                streams.forEach(Stream::close);
            }
        }
    }
}
