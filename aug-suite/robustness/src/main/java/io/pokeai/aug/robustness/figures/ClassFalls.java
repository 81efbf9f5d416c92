package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.evaluation.compare.BenjaminiHochberg;
import io.pokeai.aug.evaluation.statistics.Proportion;
import io.pokeai.aug.evaluation.statistics.SampleSums;
import io.pokeai.aug.robustness.cells.FinishedCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds how much of its recall each class loses under each corruption, and which classes lose more than others.
 *
 * <p>A picture's losses under a corruption are the severities at which it is wrong, less as many if it is wrong when clean. A class
 * is tested by drawing as many pictures from all classes: no model of the pictures, no assumption about severities, which share them.
 */
final class ClassFalls {
    private final LabelledRows rows;
    private final List<String> names;
    private final boolean[] clean;
    private final RecallFalls falls;
    private final int[] perClass;

    ClassFalls(LabelledRows rows, List<String> names, boolean... clean) {
        this.rows = rows;
        this.names = List.copyOf(names);
        this.clean = clean.clone();
        this.falls = new RecallFalls(rows, clean);
        this.perClass = rows.perClass();
    }

    /** @param corruptions the cells of each, its severities ascending */
    List<ClassFigures> figures(Map<String, List<FinishedCell>> corruptions) {
        List<Under> all = corruptions.entrySet().stream()
                .map(entry -> new Under(entry.getKey(), entry.getValue()))
                .toList();
        int[] present =
                IntStream.range(0, perClass.length).filter(k -> perClass[k] > 0).toArray();
        double[] p = all.stream()
                .flatMapToDouble(under -> Arrays.stream(present).mapToDouble(under::p))
                .toArray();
        double[] adjusted = BenjaminiHochberg.adjusted(p);
        int[] right = falls.cleanRight();
        List<ClassFigures> figures = new ArrayList<>();
        for (int i = 0; i < present.length; i++) {
            List<ClassFragility> own = new ArrayList<>();
            for (int c = 0; c < all.size(); c++) {
                int test = c * present.length + i;
                own.add(all.get(c).fragility(present[i], p[test], adjusted[test]));
            }
            figures.add(new ClassFigures(
                    names.get(present[i]),
                    present[i],
                    new Proportion(right[present[i]], perClass[present[i]]),
                    own.stream()
                            .mapToDouble(one -> one.fall().value())
                            .average()
                            .orElse(0),
                    own));
        }
        return figures;
    }

    /** One corruption. */
    private final class Under {
        private final String corruption;
        private final List<FinishedCell> cells;
        private final List<Measured[]> atSeverity = new ArrayList<>();
        private final int[][] right;
        private final long[] losses = new long[perClass.length];
        private final SampleSums samples;

        Under(String corruption, List<FinishedCell> cells) {
            this.corruption = corruption;
            this.cells = cells;
            right = new int[cells.size()][perClass.length];
            int[] ofPicture = new int[rows.size()];
            for (int s = 0; s < cells.size(); s++) {
                boolean[] corrupted = rows.right(cells.get(s));
                atSeverity.add(falls.to(corrupted));
                for (int i = 0; i < corrupted.length; i++) {
                    right[s][rows.truth(i)] += corrupted[i] ? 1 : 0;
                    ofPicture[i] += (clean[i] ? 1 : 0) - (corrupted[i] ? 1 : 0);
                }
            }
            for (int i = 0; i < ofPicture.length; i++) {
                losses[rows.truth(i)] += ofPicture[i];
            }
            samples = SampleSums.of(ofPicture, Arrays.stream(perClass).max().orElseThrow());
        }

        double p(int label) {
            return samples.atLeast(perClass[label], losses[label]);
        }

        ClassFragility fragility(int label, double p, double adjustedP) {
            List<ClassFragility.AtSeverity> severities = new ArrayList<>();
            for (int s = 0; s < cells.size(); s++) {
                severities.add(new ClassFragility.AtSeverity(
                        cells.get(s).severity(),
                        new Proportion(right[s][label], perClass[label]),
                        atSeverity.get(s)[label]));
            }
            return new ClassFragility(
                    names.get(label),
                    corruption,
                    severities,
                    (double) losses[label] / ((long) perClass[label] * cells.size()),
                    Measured.meanOfEnds(severities.stream()
                            .map(ClassFragility.AtSeverity::fall)
                            .toList()),
                    p,
                    adjustedP,
                    upTo(severities, false),
                    upTo(severities, true));
        }

        private int upTo(List<ClassFragility.AtSeverity> severities, boolean beyondDoubt) {
            int last = 0;
            for (ClassFragility.AtSeverity one : severities) {
                double fall = beyondDoubt
                        ? one.fall().interval().orElseThrow().high()
                        : one.fall().value();
                if (fall > ClassFragility.TOLERATED) {
                    return last;
                }
                last = one.severity();
            }
            return last;
        }
    }
}
