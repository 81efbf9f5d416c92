package io.pokeai.aug.reports.plots;

import io.pokeai.aug.evaluation.ConfusionMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * In which order the classes of a confusion matrix are shown.
 *
 * <p><b>Threads</b> stateless.
 */
public final class ConfusionOrder {
    /** More classes are never clustered at once: the work grows with the cube. */
    static final int MOST_CLUSTERED = 512;

    private ConfusionOrder() {}

    /** The order of the matrix: classes are sorted by code point, so it is alphabetical. */
    public static int[] alphabetical(ConfusionMatrix matrix) {
        return IntStream.range(0, matrix.classes().size()).toArray();
    }

    /**
     * Classes that are taken for each other are neighbours; the largest groups come first, and classes without an error
     * last, in the order of the matrix.
     *
     * <p>Hierarchical clustering with average linkage; the similarity of two classes is the share of their pictures that was
     * taken for the other one, in both directions. When two groups are joined they are turned so that the most similar ends
     * meet. Equal choices go to the lower class index, so the order is the same everywhere. Of more than
     * {@value #MOST_CLUSTERED} classes with errors, those with the fewest keep the order of the matrix.
     */
    public static int[] clustered(ConfusionMatrix matrix) {
        return clustered(List.of(matrix));
    }

    /** One order for several matrices over the same classes, by their sums. */
    public static int[] clustered(List<ConfusionMatrix> matrices) {
        int classes = matrices.get(0).classes().size();
        int[] errors = new int[classes];
        for (ConfusionMatrix matrix : matrices) {
            int[] own = errors(matrix);
            IntStream.range(0, classes).forEach(k -> errors[k] += own[k]);
        }
        int[] clustered = IntStream.range(0, classes)
                .filter(k -> errors[k] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(k -> -errors[k]).thenComparing(k -> k))
                .limit(MOST_CLUSTERED)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        boolean[] placed = new boolean[classes];
        IntStream.Builder order = IntStream.builder();
        for (List<Integer> group : new Clustering(similarity(matrices, clustered)).groups()) {
            for (int member : group) {
                order.add(clustered[member]);
                placed[clustered[member]] = true;
            }
        }
        IntStream.range(0, classes).filter(k -> !placed[k]).forEach(order::add);
        return order.build().toArray();
    }

    /** How many errors each class has part in, as the truth or as the answer. */
    static int[] errors(ConfusionMatrix matrix) {
        return IntStream.range(0, matrix.classes().size())
                .map(k -> matrix.support(k) + matrix.predictions(k) - 2 * matrix.count(k, k))
                .toArray();
    }

    private static double[][] similarity(List<ConfusionMatrix> matrices, int[] members) {
        int[] support = Arrays.stream(members)
                .map(k ->
                        matrices.stream().mapToInt(matrix -> matrix.support(k)).sum())
                .toArray();
        double[][] similarity = new double[members.length][members.length];
        for (int i = 0; i < members.length; i++) {
            for (int j = 0; j < i; j++) {
                int one = members[i];
                int other = members[j];
                int taken = matrices.stream()
                        .mapToInt(matrix -> matrix.count(one, other) + matrix.count(other, one))
                        .sum();
                double share = taken == 0 ? 0 : (double) taken / Math.max(1, support[i] + support[j]);
                similarity[i][j] = share;
                similarity[j][i] = share;
            }
        }
        return similarity;
    }

    /** Groups that grow until nothing is similar any more. */
    private static final class Clustering {
        private final double[][] between;
        private final double[][] members;
        private final List<List<Integer>> groups = new ArrayList<>();

        /** @param similarity of each pair, symmetric, 0 for pairs that have nothing in common */
        Clustering(double[][] similarity) {
            members = similarity;
            between = Arrays.stream(similarity).map(double[]::clone).toArray(double[][]::new);
            for (int i = 0; i < similarity.length; i++) {
                groups.add(new ArrayList<>(List.of(i)));
            }
        }

        List<List<Integer>> groups() {
            while (joinClosest()) {}
            return groups.stream()
                    .filter(group -> !group.isEmpty())
                    .sorted(Comparator.<List<Integer>>comparingInt(group -> -group.size())
                            .thenComparing(group -> group.stream()
                                    .min(Comparator.naturalOrder())
                                    .orElseThrow()))
                    .toList();
        }

        private boolean joinClosest() {
            int first = -1;
            int second = -1;
            double best = 0;
            for (int i = 0; i < groups.size(); i++) {
                if (groups.get(i).isEmpty()) {
                    continue;
                }
                for (int j = i + 1; j < groups.size(); j++) {
                    if (between[i][j] > best && !groups.get(j).isEmpty()) {
                        best = between[i][j];
                        first = i;
                        second = j;
                    }
                }
            }
            if (first < 0) {
                return false;
            }
            join(first, second);
            return true;
        }

        private void join(int first, int second) {
            List<Integer> one = groups.get(first);
            List<Integer> other = groups.get(second);
            for (int k = 0; k < groups.size(); k++) {
                double mean = (between[first][k] * one.size() + between[second][k] * other.size())
                        / (one.size() + other.size());
                between[first][k] = mean;
                between[k][first] = mean;
            }
            groups.set(first, joined(one, other));
            groups.set(second, List.of());
        }

        /** Of the four ways to lay them end to end, the first whose ends are most similar. */
        private List<Integer> joined(List<Integer> one, List<Integer> other) {
            double best = -1;
            List<Integer> joined = List.of();
            for (int way = 0; way < 4; way++) {
                List<Integer> left = way % 2 == 0 ? one : reversed(one);
                List<Integer> right = way < 2 ? other : reversed(other);
                double ends = members[left.get(left.size() - 1)][right.get(0)];
                if (ends > best) {
                    best = ends;
                    joined = new ArrayList<>(left);
                    joined.addAll(right);
                }
            }
            return joined;
        }

        private static List<Integer> reversed(List<Integer> list) {
            List<Integer> turned = new ArrayList<>(list);
            Collections.reverse(turned);
            return turned;
        }
    }
}
