package io.pokeai.engine.api.augmentation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RandomSourceTest {
    @Test
    void drawsDependOnTheirPlaceOnly() {
        RandomSource.Field field = RandomSource.of(1, 2, 3, 4).field(0);
        double later = field.uniform(1000);
        assertThat(field.uniform(0)).isNotEqualTo(later);
        assertThat(RandomSource.of(1, 2, 3, 4).field(0).uniform(1000)).isEqualTo(later);
        assertThat(RandomSource.of(1, 2, 3, 5).field(0).uniform(1000)).isNotEqualTo(later);
        assertThat(RandomSource.of(1, 2, 3, 4).field(1).uniform(1000)).isNotEqualTo(later);
    }

    @Test
    void uniformsAreUniform() {
        RandomSource.Field field = RandomSource.of(5, 6, 7, 1).field(2);
        int[] counts = new int[10];
        double sum = 0;
        int draws = 100_000;
        for (int i = 0; i < draws; i++) {
            double value = field.uniform(i);
            assertThat(value).isBetween(0.0, Math.nextDown(1.0));
            sum += value;
            counts[field.below(10, i)]++;
        }
        // Six standard deviations of the mean and of a count.
        assertThat(sum / draws).isBetween(0.5 - 6 * 0.2887 / Math.sqrt(draws), 0.5 + 6 * 0.2887 / Math.sqrt(draws));
        for (int count : counts) {
            assertThat(count).isBetween(10_000 - 6 * 95, 10_000 + 6 * 95);
        }
    }
}
