package io.pokeai.engine.dataset.internal;

import static io.pokeai.engine.dataset.ReferenceJson.list;
import static io.pokeai.engine.dataset.ReferenceJson.map;
import static io.pokeai.engine.dataset.ReferenceJson.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.dataset.ReferenceJson;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegacyRandomTest {
    /** {@code numpy.random.RandomState(seed)._bit_generator.random_raw(2)}. */
    @ParameterizedTest
    @CsvSource({
        "0, 2357136044, 2546248239",
        "42, 1608637542, 3421126067",
        "2147483647, 1689602031, 3831148394",
        "2147483648, 652847386, 1439962116",
        "4294967295, 419326371, 479346978"
    })
    void wordsAreNumPys(long seed, long first, long second) {
        LegacyRandom random = new LegacyRandom(seed);
        assertThat(Integer.toUnsignedLong(random.nextWord())).isEqualTo(first);
        assertThat(Integer.toUnsignedLong(random.nextWord())).isEqualTo(second);
    }

    @Test
    void selectionsAreNumPys() throws IOException {
        for (Object each : list(ReferenceJson.json("splits/upsample_cases.json").get("generator"))) {
            Map<String, Object> expected = map(each);
            long seed = ((Number) expected.get("seed")).longValue();
            assertThat(new LegacyRandom(seed).permutation(10)).isEqualTo(numbers(expected.get("permutation_10")));
            int[] shuffled = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
            new LegacyRandom(seed).shuffle(shuffled);
            assertThat(shuffled).isEqualTo(numbers(expected.get("shuffle_of_0..16")));
            assertThat(new LegacyRandom(seed).choiceWithReplacement(7, 20))
                    .isEqualTo(numbers(expected.get("choice_20_of_7_with_replacement")));
            assertThat(new LegacyRandom(seed).choice(12, 5))
                    .isEqualTo(numbers(expected.get("choice_5_of_12_without_replacement")));
        }
    }

    @Test
    void aBoundOfNothingDrawsNothing() {
        LegacyRandom random = new LegacyRandom(42);
        assertThat(random.bounded(0)).isZero();
        assertThat(Integer.toUnsignedLong(random.nextWord())).isEqualTo(1608637542L);
    }

    @Test
    void seedsBeyondNumPysAreRefused() {
        assertThatThrownBy(() -> new LegacyRandom(-1)).isInstanceOf(EngineException.class);
        assertThatThrownBy(() -> new LegacyRandom(1L << 32)).isInstanceOf(EngineException.class);
    }
}
