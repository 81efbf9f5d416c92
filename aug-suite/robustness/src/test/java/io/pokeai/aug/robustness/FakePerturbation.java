package io.pokeai.aug.robustness;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.spi.Perturbation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Makes a picture another grey: every third frame by one more, or by a random number below the level where it draws some. */
record FakePerturbation(AugmentationInfo info, int frames, boolean comparesWithFirst, int margin)
        implements Perturbation {
    /** Three levels, draws, compared with the first frame: the first of the benchmark's. */
    static FakePerturbation noise() {
        return of("noise_sequence", 81, 3, false, 0);
    }

    /** One level, draws nothing, sees 2 pixels beyond the crop: one of the benchmark's. */
    static FakePerturbation tilt() {
        return of("tilt_sequence", 85, 1, true, 2);
    }

    static FakePerturbation of(String name, long id, int levels, boolean deterministic, int margin) {
        List<String> parameters =
                IntStream.rangeClosed(1, levels).mapToObj(s -> "by=" + s).toList();
        AugmentationInfo info = new AugmentationInfo(name, id, "sequence", parameters, deterministic, "this test");
        return new FakePerturbation(info, 7, !deterministic, margin);
    }

    @Override
    public int margin(int height, int width) {
        return margin;
    }

    @Override
    public Image frame(Image in, int level, int frame, RandomSource random) {
        int by = info.deterministic()
                ? frame / 3
                : frame == 0 ? 0 : random.field(frame).below(level + 1, 0);
        byte[] rgb = in.rgb();
        Arrays.fill(rgb, (byte) (rgb[0] + by));
        return new Image(in.width(), in.height(), rgb);
    }

    @Override
    public Image frame(Image in, int wide, int level, int frame, RandomSource random) {
        if (wide != margin) {
            throw new AssertionError("a margin of " + wide);
        }
        int width = in.width() - 2 * wide;
        int height = in.height() - 2 * wide;
        byte[] inner = Arrays.copyOf(in.rgb(), width * height * Image.CHANNELS); // of one grey
        return frame(new Image(width, height, inner), level, frame, random);
    }
}
