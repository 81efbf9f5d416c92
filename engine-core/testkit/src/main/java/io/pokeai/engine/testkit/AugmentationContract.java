package io.pokeai.engine.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.UnitImage;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.spi.Augmentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.runner.RunWith;

/**
 * The contract that every augmentation keeps. Extend it in your tests, hand in one augmentation or several, and see all tests
 * pass:
 *
 * <pre>{@code
 * class MyContractTest extends AugmentationContract {
 *     protected List<Augmentation> augmentations() { return List.of(new MyAugmentation()); }
 * }
 * }</pre>
 *
 * <p>Pictures are noise and smooth colours of a fixed seed, from 32 × 32 pixels on.
 */
@RunWith(NeedsJUnit5.class)
public abstract class AugmentationContract {
    private static final long SEED = 7;
    private static final int SEEDS = 8;
    private static final int[] THREADS = {1, 2, 8};
    private static final int[][] SIZES = {{32, 32}, {33, 47}, {129, 35}, {40, 200}};
    private static final int[][] TINY = {{1, 1}, {2, 1}, {1, 40}, {31, 31}};

    /** The augmentations; at least one. */
    protected abstract Collection<? extends Augmentation> augmentations();

    /** Whether {@link ServiceLoader} finds them; overridden by those that are made by hand only. */
    protected boolean isRegistered() {
        return true;
    }

    @BeforeEach
    void thereIsSomethingToTest() {
        assertFalse(augmentations().isEmpty(), "augmentations() is empty");
    }

    @Test
    void namesAndNumbersAreItsOwn() {
        Set<String> names = new HashSet<>();
        Set<Long> ids = new HashSet<>();
        for (Augmentation one : augmentations()) {
            assertTrue(names.add(one.info().name()), () -> name(one) + ": there is another one of this name");
            assertTrue(ids.add(one.info().id()), () -> name(one) + ": there is another one of this number");
            assertEquals(one.info(), one.info(), "info() changes");
        }
    }

    @Test
    void theSameArgumentsGiveTheSamePixelsOnAnyThreadInAnyOrder() throws Exception {
        Image in = noise(45, 38, 1);
        List<Call> calls = calls(in);
        for (int threads : THREADS) {
            Collections.shuffle(calls, new Random(threads));
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            try {
                List<Future<Pixels>> again = new ArrayList<>();
                calls.forEach(call -> again.add(pool.submit(() -> call.of(in))));
                for (int i = 0; i < calls.size(); i++) {
                    assertEquals(calls.get(i).expected, again.get(i).get(), calls.get(i) + ", " + threads + " threads");
                }
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void itDependsOnTheSeedUnlessItSaysThatItDoesNot() {
        Image in = noise(64, 64, 2);
        for (Augmentation one : augmentations()) {
            AugmentationInfo info = one.info();
            Set<Pixels> different = new HashSet<>();
            for (long seed = 0; seed < SEEDS; seed++) {
                different.add(one.apply(in, info.severities(), info.random(seed, in, info.severities())));
            }
            assertEquals(
                    info.deterministic(),
                    different.size() == 1,
                    () -> name(one) + ": " + different.size() + " different pictures from " + SEEDS + " seeds");
        }
    }

    @Test
    void thePictureKeepsItsSizeAndIsOfTheKindThatIsSaid() {
        for (int[] size : SIZES) {
            for (Image in : new Image[] {noise(size[0], size[1], 3), smooth(size[0], size[1])}) {
                for (Call call : calls(in)) {
                    assertEquals(in.width(), call.expected.width(), () -> call + ": the width");
                    assertEquals(in.height(), call.expected.height(), () -> call + ": the height");
                    assertEquals(
                            call.augmentation.givesFloatingPoint(),
                            call.expected instanceof UnitImage,
                            () -> call + ": givesFloatingPoint()");
                }
            }
        }
    }

    @Test
    void everySeverityIsAnother() {
        Image in = noise(64, 64, 4);
        for (Augmentation one : augmentations()) {
            Set<Pixels> different = new HashSet<>();
            for (int severity = 1; severity <= one.info().severities(); severity++) {
                different.add(new Call(one, severity).of(in));
            }
            assertEquals(
                    one.info().severities(), different.size(), () -> name(one) + ": severities give the same picture");
        }
    }

    @Test
    void thePictureThatItGetsIsNotWrittenTo() {
        Image in = noise(50, 40, 5);
        byte[] before = in.rgb().clone();
        for (Call call : calls(in)) {
            assertArrayEquals(before, in.rgb(), () -> call + " wrote to its input");
        }
    }

    @Test
    void aPictureOfOneColourIsAPicture() {
        for (int level : new int[] {0, 128, 255}) {
            byte[] rgb = new byte[40 * 36 * Image.CHANNELS];
            Arrays.fill(rgb, (byte) level);
            for (Call call : calls(new Image(40, 36, rgb))) {
                assertEquals(40, call.expected.width(), call::toString);
            }
        }
    }

    @Test
    void refusesSeveritiesThatDoNotExist() {
        Image in = noise(40, 40, 7);
        for (Augmentation one : augmentations()) {
            for (int wrong : new int[] {0, -1, one.info().severities() + 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                Call call = new Call(one, wrong);
                EngineException e = refusal(call, in);
                assertTrue(e != null, () -> call + " was accepted");
                assertEquals(ErrorCode.INVALID_ARGUMENT, e.code(), call::toString);
                assertTrue(
                        e.problem().contains(String.valueOf(wrong)), () -> call + " is not named in: " + e.problem());
            }
        }
    }

    @Test
    void aTinyPictureIsChangedOrRefused() {
        for (int[] size : TINY) {
            Image in = noise(size[0], size[1], 8);
            for (Augmentation one : augmentations()) {
                Call call = new Call(one, 1);
                EngineException e = refusal(call, in);
                if (e == null) {
                    assertEquals(in.width(), call.of(in).width(), call::toString);
                } else {
                    assertEquals(ErrorCode.INVALID_ARGUMENT, e.code(), call::toString);
                    assertFalse(e.remedy().isBlank(), () -> call + ": no remedy");
                }
            }
        }
    }

    @Test
    void theServiceLoaderFindsThem() {
        if (!isRegistered()) {
            return;
        }
        Set<Class<?>> found = new HashSet<>();
        ServiceLoader.load(Augmentation.class).stream().forEach(provider -> found.add(provider.type()));
        for (Augmentation one : augmentations()) {
            assertTrue(found.contains(one.getClass()), () -> "META-INF/services does not name " + one.getClass());
        }
    }

    /** One application; with what it gave the first time, when it is one of {@link #calls}. */
    private static final class Call {
        private final Augmentation augmentation;
        private final int severity;
        private final Pixels expected;

        Call(Augmentation augmentation, int severity, Image in) {
            this.augmentation = augmentation;
            this.severity = severity;
            this.expected = of(in);
        }

        Call(Augmentation augmentation, int severity) {
            this.augmentation = augmentation;
            this.severity = severity;
            this.expected = noise(1, 1, 0);
        }

        Pixels of(Image in) {
            return augmentation.apply(in, severity, augmentation.info().random(SEED, in, severity));
        }

        @Override
        public String toString() {
            return name(augmentation) + ":" + severity;
        }
    }

    private List<Call> calls(Image in) {
        List<Call> calls = new ArrayList<>();
        for (Augmentation one : augmentations()) {
            for (int severity = 1; severity <= one.info().severities(); severity++) {
                calls.add(new Call(one, severity, in));
            }
        }
        return calls;
    }

    private static @Nullable EngineException refusal(Call call, Image in) {
        try {
            call.of(in);
            return null;
        } catch (EngineException e) {
            return e;
        } catch (RuntimeException e) {
            throw new AssertionError(call + " on " + in + ": " + e, e);
        }
    }

    private static String name(Augmentation augmentation) {
        return augmentation.info().name();
    }

    private static Image noise(int width, int height, long seed) {
        byte[] rgb = new byte[width * height * Image.CHANNELS];
        new Random(seed).nextBytes(rgb);
        return new Image(width, height, rgb);
    }

    private static Image smooth(int width, int height) {
        byte[] rgb = new byte[width * height * Image.CHANNELS];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / Image.CHANNELS % width;
            int y = i / Image.CHANNELS / width;
            rgb[i] = (byte) (i % Image.CHANNELS == 0 ? 255 * x / width : 255 * y / height);
        }
        return new Image(width, height, rgb);
    }
}
