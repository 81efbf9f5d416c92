package io.pokeai.aug.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RocAucTest {
    @Property
    void theAreaIsTheShareOfPairsInTheRightOrder(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 6) Integer> having,
            @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 6) Integer> others) {
        double wins = 0;
        for (int own : having) {
            for (int other : others) {
                wins += own > other ? 1 : own == other ? 0.5 : 0;
            }
        }
        List<Integer> all = new ArrayList<>(others);
        all.addAll(having);
        assertThat(RocAuc.of(floats(having), floats(all)).orElseThrow())
                .isCloseTo(wins / having.size() / others.size(), within(1e-15));
    }

    @Test
    void withoutASecondGroupThereIsNoArea() {
        assertThat(RocAuc.of(new float[0], new float[] {1})).isEmpty();
        assertThat(RocAuc.of(new float[] {1}, new float[] {1})).isEmpty();
    }

    private static float[] floats(List<Integer> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i) / 7f;
        }
        return floats;
    }
}
