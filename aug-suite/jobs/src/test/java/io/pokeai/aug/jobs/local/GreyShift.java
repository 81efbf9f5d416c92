package io.pokeai.aug.jobs.local;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.spi.Augmentation;
import io.pokeai.engine.testkit.Gate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** {@code shift}: makes a picture lighter by ten for each severity. The n-th picture waits at a gate. */
final class GreyShift implements Augmentation {
    private final AtomicInteger applied = new AtomicInteger();
    private volatile IntFunction<Gate> gates = n -> Gate.opened();

    /** @param gate for the n-th picture, from 1 */
    void hold(IntFunction<Gate> gate) {
        gates = gate;
    }

    /** How many pictures were changed. */
    int applied() {
        return applied.get();
    }

    @Override
    public AugmentationInfo info() {
        return new AugmentationInfo("shift", 7, "test", List.of("by=10", "by=20", "by=30"), true, "this test");
    }

    @Override
    public Pixels apply(Image in, int severity, RandomSource random) {
        gates.apply(applied.incrementAndGet()).pass();
        byte[] rgb = in.rgb();
        Arrays.fill(rgb, (byte) Math.min(127, rgb[0] + 10 * severity));
        return new Image(in.width(), in.height(), rgb);
    }
}
