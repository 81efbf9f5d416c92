package io.pokeai.aug.robustness.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.api.catalog.Perturbations;
import io.pokeai.engine.spi.Perturbation;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SequenceChoiceTest {
    private final Perturbations known = new Perturbations(List.of(
            new Named("tilt_sequence", 85, 1), new Named("noise_sequence", 81, 3), new Named("blur_sequence", 92, 1)));

    /** The picture as it is. */
    private record Named(String name, long id, int levels) implements Perturbation {
        @Override
        public AugmentationInfo info() {
            return new AugmentationInfo(name, id, "sequence", Collections.nCopies(levels, "by=0"), true, "this test");
        }

        @Override
        public int frames() {
            return 31;
        }

        @Override
        public boolean comparesWithFirst() {
            return false;
        }

        @Override
        public Image frame(Image in, int level, int frame, RandomSource random) {
            return in;
        }
    }

    private SequenceChoice choice(String suite, List<String> names, Set<Integer> wanted) {
        return SequenceChoice.of(known, suite.isEmpty() ? null : suite, names, wanted);
    }

    private static List<String> texts(SequenceChoice choice) {
        return choice.sequences().stream()
                .map(sequence -> sequence.name() + " " + sequence.levels())
                .toList();
    }

    @Test
    void theSuiteIsTheBenchmarkInItsOrderWithoutThoseForTuning() {
        SequenceChoice choice = choice("imagenet-p", List.of(), Set.of());
        assertThat(texts(choice)).containsExactly("noise_sequence [1, 2, 3]", "tilt_sequence [1]");
        assertThat(choice.isAll()).isTrue();
        assertThat(choice.suite()).isNull();
    }

    @Test
    void corruptionsAndOtherSuitesAreLeftToOthers() {
        SequenceChoice choice = choice("edge", List.of("fog:3", " noise_sequence:2", "blur_sequence"), Set.of());
        assertThat(texts(choice)).containsExactly("noise_sequence [2]", "blur_sequence [1]");
        assertThat(choice.suite()).isEqualTo("edge");
        assertThat(choice.names()).containsExactly("fog:3");
        assertThat(choice.isAll()).isFalse();
        assertThat(choice("", List.of(), Set.of()).isAll())
                .as("nothing is named, so the default is run")
                .isFalse();
        assertThat(choice("imagenet-p", List.of("fog"), Set.of()).isAll()).isFalse();
    }

    @Test
    void levelsAreThoseOfTheSeveritiesThatASequenceHas() {
        assertThat(texts(choice("imagenet-p", List.of(), Set.of(2, 3, 4, 5))))
                .containsExactly("noise_sequence [2, 3]", "tilt_sequence [1]");
        assertThatThrownBy(() -> choice("imagenet-p", List.of(), Set.of(4)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("'noise_sequence' has none of the levels", "1 to 3");
    }

    @Test
    void wrongNamesAndLevelsAreSaid() {
        assertThatThrownBy(() -> choice("", List.of("tild_sequence"), Set.of()))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no sequence 'tild_sequence'");
        for (String level : List.of("4", "0", "x", "")) {
            assertThatThrownBy(() -> choice("", List.of("noise_sequence:" + level), Set.of()))
                    .as(level)
                    .isInstanceOf(EngineException.class);
        }
        assertThatThrownBy(() -> SequenceChoice.of(new Perturbations(List.of()), "imagenet-p", List.of(), Set.of()))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("No sequence of 'imagenet-p' is installed");
    }
}
