package io.pokeai.aug.corruptions.internal.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.augmentation.RandomSource;
import org.junit.jupiter.api.Test;

/** The draws against vectors that the Python reference generator computed for the same key. */
class SamplersTest {
    private static final RandomSource.Field FIELD =
            RandomSource.of(20261123, 0xFEEDFACECAFEBEEFL, 10, 4).field(3);
    private static final int COUNT = 5000;

    @Test
    void blocksHoldTheWordsOfTheField() {
        long[] words = new long[RandomWords.BLOCK];
        RandomWords.fill(FIELD, 777, words, RandomWords.BLOCK);
        for (int i = 0; i < words.length; i++) {
            assertThat(words[i]).isEqualTo(FIELD.word(777 + i));
            assertThat(RandomWords.uniform(words[i])).isEqualTo(FIELD.uniform(777 + i));
            assertThat(RandomWords.below(words[i], 6)).isEqualTo(FIELD.below(6, 777 + i));
        }
    }

    @Test
    void normalsAndUniformsAreThoseOfTheReferenceBitForBit() {
        long normals = 0;
        long uniforms = 0;
        for (int i = 0; i < COUNT; i++) {
            normals = 31 * normals + Double.doubleToRawLongBits(NormalSampler.of(FIELD.word(i)));
            uniforms = 31 * uniforms + Double.doubleToRawLongBits(RandomWords.uniform(FIELD.word(i)));
        }
        assertThat(normals).isEqualTo(0x5f444e253d28791bL);
        assertThat(uniforms).isEqualTo(0x7ab3be058d4268e0L);
    }

    @Test
    void quantilesReachIntoTheTails() {
        assertThat(NormalSampler.quantile(1e-200)).isEqualTo(-0x1.e34a1d1f58ae0p+4);
        assertThat(NormalSampler.quantile(3e-11)).isEqualTo(-0x1.a2cc992ab1335p+2);
        assertThat(NormalSampler.quantile(0.02)).isEqualTo(-0x1.06e13e8aadfdbp+1);
        assertThat(NormalSampler.quantile(0.61)).isEqualTo(0x1.1e05cf1868903p-2);
    }

    @Test
    void poissonCountsAreThoseOfTheReference() {
        PoissonSampler poisson = new PoissonSampler(new double[] {0.3, 12, 60});
        long[] sums = new long[3];
        for (int rate = 0; rate < sums.length; rate++) {
            for (int i = 0; i < COUNT; i++) {
                sums[rate] += poisson.sample(rate, FIELD.word(i));
            }
        }
        assertThat(sums).containsExactly(1523, 60027, 300040);
    }
}
