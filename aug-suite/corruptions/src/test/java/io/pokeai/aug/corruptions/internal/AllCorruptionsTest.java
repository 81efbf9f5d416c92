package io.pokeai.aug.corruptions.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.UnitImage;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.spi.Augmentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every augmentation of the bundle keeps. */
class AllCorruptionsTest {
    private final Augmentations known = Augmentations.onClassPath(AllCorruptionsTest.class.getClassLoader());

    @Test
    void theSameCallGivesTheSamePixelsOnAnyThreadInAnyOrder() throws Exception {
        Image in = random(75, 48, 1);
        List<Case> cases = new ArrayList<>();
        for (AugmentationInfo info : known.list()) {
            for (int severity = 1; severity <= info.severities(); severity++) {
                Augmentation augmentation = known.find(info.name());
                cases.add(new Case(augmentation, severity, call(augmentation, in, severity)));
            }
        }
        for (int threads : new int[] {1, 2, 8}) {
            Collections.shuffle(cases, new Random(threads));
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            try {
                List<Future<Pixels>> again = new ArrayList<>();
                cases.forEach(one -> again.add(pool.submit(() -> call(one.augmentation, in, one.severity))));
                for (int i = 0; i < cases.size(); i++) {
                    assertThat(again.get(i).get())
                            .as("%s", cases.get(i).augmentation.info().name())
                            .isEqualTo(cases.get(i).expected);
                }
            } finally {
                pool.shutdown();
            }
        }
    }

    private record Case(Augmentation augmentation, int severity, Pixels expected) {}

    @Test
    void everySizeFrom32OnIsKept() {
        for (int[] size : new int[][] {{32, 32}, {33, 47}, {129, 35}}) {
            Image in = random(size[0], size[1], 3);
            for (AugmentationInfo info : known.list()) {
                Pixels out = call(known.find(info.name()), in, info.severities());
                assertThat(out.width()).isEqualTo(size[0]);
                assertThat(out.height()).isEqualTo(size[1]);
                assertThat(out instanceof UnitImage)
                        .as(info.name())
                        .isEqualTo(known.find(info.name()).givesFloatingPoint());
            }
        }
    }

    @Test
    void onlyTheStochasticOnesDependOnTheSeed() {
        Image in = random(64, 64, 5);
        for (AugmentationInfo info : known.list()) {
            Augmentation augmentation = known.find(info.name());
            Set<Pixels> different = new HashSet<>();
            for (long seed = 1; seed <= 8; seed++) {
                different.add(augmentation.apply(in, info.severities(), info.random(seed, in, info.severities())));
            }
            assertThat(different.size() == 1).as(info.name()).isEqualTo(info.deterministic());
        }
    }

    @Test
    void mistakesAreNamed() {
        Image in = random(64, 64, 7);
        Augmentation fog = known.find("fog");
        assertThatThrownBy(() -> fog.apply(in, 6, fog.info().random(0, in, 6)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("'fog' has no severity 6")
                .hasMessageContaining("1 to 5");
        for (Image wrong : List.of(random(64, 31, 7), random(16385, 32, 7))) {
            assertThatThrownBy(() -> call(fog, wrong, 1))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining(wrong.width() + " × " + wrong.height())
                    .hasMessageContaining("32 × 32 to 16384 × 16384");
        }
        assertThatThrownBy(() -> known.parse("mist:3"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("'mist'")
                .hasMessageContaining("gaussian_noise");
        for (String wrong : new String[] {"", "fog", "fog:", "fog:0", "fog:x", "fog:3+", "+fog:3"}) {
            assertThatThrownBy(() -> known.parse(wrong)).isInstanceOf(EngineException.class);
        }
        assertThatThrownBy(() -> known.parse("fog:3+cropping+fog:3"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("floating point");
    }

    @Test
    void aCompositionIsOneAfterTheOther() {
        Image in = random(64, 64, 9);
        Augmentation fog = known.find("fog");
        Augmentation jpeg = known.find("jpeg_compression");
        Image foggy = (Image) fog.apply(in, 3, fog.info().random(4, in, 3));
        assertThat(known.parse("fog:3+jpeg_compression:2").apply(in, 4))
                .isEqualTo(jpeg.apply(foggy, 2, jpeg.info().random(4, foggy, 2)));
        assertThat(known.parse(" fog : 3 + cropping ")).hasToString("fog:3+cropping:1");
    }

    private static Pixels call(Augmentation augmentation, Image in, int severity) {
        return augmentation.apply(in, severity, augmentation.info().random(11, in, severity));
    }

    private static Image random(int width, int height, long seed) {
        byte[] rgb = new byte[width * height * 3];
        new Random(seed).nextBytes(rgb);
        return new Image(width, height, rgb);
    }
}
