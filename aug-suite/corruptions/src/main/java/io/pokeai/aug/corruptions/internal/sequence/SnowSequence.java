package io.pokeai.aug.corruptions.internal.sequence;

import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.LazyTable;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.filter.DirectionalBlur;
import io.pokeai.aug.corruptions.internal.weather.Snow;
import io.pokeai.engine.api.augmentation.RandomSource;
import java.util.List;

/** The same flakes in every frame, whose direction turns by 4 degrees from frame to frame. */
public final class SnowSequence extends Sequence {
    private static final Snow.Flakes FLAKES = new Snow.Flakes(0.05, 0.3, 3, 0.5);
    private static final double MIX = 0.85;

    private final LazyTable<DirectionalBlur> filter = new LazyTable<>(1, i -> new DirectionalBlur(14, 4));

    public SnowSequence() {
        super(CorruptionFamily.SEQUENCE.random(
                88,
                "snow_sequence",
                List.of("loc=0.05 scale=0.3 zoom=3 threshold=0.5 radius=14 sigma=4 mix=0.85 angle=-150…-30")));
    }

    @Override
    void perturb(Frame pixels, int level, int frame, RandomSource random, Scratch scratch) {
        Snow.fall(FLAKES, filter.get(0), frame * 4.0 - 150, MIX, pixels, random, scratch);
    }
}
