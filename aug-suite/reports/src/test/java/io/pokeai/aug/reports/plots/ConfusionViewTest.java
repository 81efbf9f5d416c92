package io.pokeai.aug.reports.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.evaluation.ConfusionMatrix;
import io.pokeai.engine.api.EngineException;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConfusionViewTest {
    @Property(tries = 100)
    void everyPictureIsInTheViewOnce(
            @ForAll @IntRange(min = 2, max = 40) int classes,
            @ForAll @IntRange(min = 2, max = 45) int most,
            @ForAll long seed) {
        ConfusionMatrix matrix = Matrices.random(classes, 200, seed);
        ConfusionView view = ConfusionView.of(matrix, ConfusionOrder.clustered(matrix), most);
        assertThat(view.total()).isEqualTo(matrix.total());
        assertThat(view.size()).isEqualTo(Math.min(classes, most));
        int shownRight = IntStream.range(0, view.size())
                .filter(i -> !view.isOther(i))
                .map(i -> view.count(i, i))
                .sum();
        assertThat(shownRight + view.otherRight()).isEqualTo(matrix.correct());
        for (int i = 0; i < view.size(); i++) {
            if (!view.isOther(i)) {
                int row = i;
                int sum = IntStream.range(0, view.size())
                        .map(j -> view.count(row, j))
                        .sum();
                assertThat(sum).isEqualTo(matrix.support(view.classOf(i).getAsInt()));
            }
        }
    }

    @Test
    void theClassesWithMostErrorsStayAndTheOthersAreOneRow() {
        ConfusionMatrix matrix =
                Matrices.of(List.of("a", "b", "c", "d"), 0, 0, 5, 1, 3, 4, 1, 1, 2, 2, 2, 7, 3, 3, 1, 0, 2, 1);
        ConfusionView view = ConfusionView.of(matrix, ConfusionOrder.alphabetical(matrix), 3);
        assertThat(view.names()).containsExactly("b", "d", "(other)");
        assertThat(view.count(0, 1)).isEqualTo(4);
        assertThat(view.count(2, 2)).isEqualTo(13);
        assertThat(view.otherRight()).isEqualTo(12);
        assertThat(view.classOf(2)).isEmpty();
    }

    @Test
    void aViewThatCannotBeIsRefused() {
        ConfusionMatrix matrix = Matrices.random(5, 10, 1);
        assertThatThrownBy(() -> ConfusionView.of(matrix, new int[] {0, 1}, 5))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("2 classes");
        assertThatThrownBy(() -> ConfusionView.of(matrix, ConfusionOrder.alphabetical(matrix), 1))
                .isInstanceOf(EngineException.class);
    }
}
