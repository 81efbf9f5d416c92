package io.pokeai.aug.corruptions.internal.pokeai;

import io.pokeai.engine.api.augmentation.RandomSource;
import java.util.ArrayList;
import java.util.List;

/** A rectangle inside a picture. */
record Patch(int top, int left, int bottom, int right) {
    private static final int NUMBERS = 4;

    /** Height, width, row and column of each, in this order. */
    static List<Patch> sample(int count, int shortest, int longest, int width, int height, RandomSource random) {
        RandomSource.Field field = random.field(1);
        List<Patch> patches = new ArrayList<>();
        for (long i = 0; i < (long) count * NUMBERS; i += NUMBERS) {
            int rows = shortest + field.below(longest - shortest + 1, i);
            int columns = shortest + field.below(longest - shortest + 1, i + 1);
            int top = field.below(Math.max(0, height - rows) + 1, i + 2);
            int left = field.below(Math.max(0, width - columns) + 1, i + 3);
            patches.add(new Patch(top, left, Math.min(height, top + rows), Math.min(width, left + columns)));
        }
        return patches;
    }
}
