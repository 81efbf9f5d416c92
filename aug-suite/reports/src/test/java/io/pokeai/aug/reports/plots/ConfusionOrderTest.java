package io.pokeai.aug.reports.plots;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.evaluation.ConfusionMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConfusionOrderTest {
    @Property(tries = 60)
    void everyClassHasOnePlaceAndTheOrderIsAlwaysTheSame(
            @ForAll @IntRange(min = 1, max = 60) int classes,
            @ForAll @IntRange(min = 0, max = 300) int pictures,
            @ForAll long seed) {
        ConfusionMatrix matrix = Matrices.random(classes, pictures, seed);
        int[] order = ConfusionOrder.clustered(matrix);
        assertThat(Arrays.stream(order).sorted().toArray())
                .isEqualTo(IntStream.range(0, classes).toArray());
        assertThat(ConfusionOrder.clustered(matrix)).isEqualTo(order);
    }

    @Test
    void classesThatAreTakenForEachOtherAreNeighbours() {
        // 0 with 5, 2 with 7; 1, 3, 4, 6 without errors
        ConfusionMatrix matrix = Matrices.of(
                Matrices.names(8), 0, 5, 4, 5, 0, 3, 0, 0, 9, 5, 5, 9, 2, 7, 1, 2, 2, 9, 7, 7, 9, 1, 1, 9, 3, 3, 9);
        assertThat(ConfusionOrder.clustered(matrix)).containsExactly(0, 5, 2, 7, 1, 3, 4, 6);
    }

    @Test
    void groupsAreJoinedAtTheirMostSimilarEnds() {
        // a chain 3 - 0 - 2 - 1, weaker at its ends
        ConfusionMatrix matrix =
                Matrices.of(Matrices.names(4), 3, 0, 3, 0, 2, 8, 2, 1, 4, 0, 0, 20, 1, 1, 20, 2, 2, 20, 3, 3, 20);
        int[] order = ConfusionOrder.clustered(matrix);
        assertThat(List.of("3021", "1203")).contains("" + order[0] + order[1] + order[2] + order[3]);
    }

    @Test
    void severalMatricesGetOneOrderByTheirSum() {
        List<String> names = Matrices.names(4);
        ConfusionMatrix one = Matrices.of(names, 0, 3, 2, 0, 0, 5, 3, 3, 5);
        ConfusionMatrix other = Matrices.of(names, 1, 2, 2, 1, 1, 5, 2, 2, 5);
        assertThat(ConfusionOrder.clustered(List.of(one, other))).containsExactly(0, 3, 1, 2);
    }

    @Test
    void moreClassesThanAreClusteredKeepTheOrderOfTheMatrix() {
        int classes = ConfusionOrder.MOST_CLUSTERED + 50;
        int[] truth = IntStream.range(0, classes).toArray();
        int[] next = IntStream.range(0, classes).map(k -> (k + 1) % classes).toArray();
        int[] order = ConfusionOrder.clustered(ConfusionMatrix.of(Matrices.names(classes), truth, next));
        assertThat(order).hasSize(classes);
        assertThat(Arrays.copyOfRange(order, ConfusionOrder.MOST_CLUSTERED, classes))
                .isSorted();
    }
}
