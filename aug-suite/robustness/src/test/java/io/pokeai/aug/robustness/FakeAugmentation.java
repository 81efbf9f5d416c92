package io.pokeai.aug.robustness;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.spi.Augmentation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Makes a picture another grey: by a random number below the severity, or by the severity where it draws none. */
public record FakeAugmentation(AugmentationInfo info) implements Augmentation {
    /** Three severities, and draws. */
    public static FakeAugmentation fog() {
        return of("fog", 10, 3, false);
    }

    /** One severity, and draws none. */
    public static FakeAugmentation noise() {
        return of("white_noise", 71, 1, true);
    }

    /** Of a name and id, such as those of a suite. */
    public static FakeAugmentation of(String name, long id, int severities, boolean deterministic) {
        List<String> parameters =
                IntStream.rangeClosed(1, severities).mapToObj(s -> "by=" + s).toList();
        return new FakeAugmentation(new AugmentationInfo(name, id, "weather", parameters, deterministic, "this test"));
    }

    @Override
    public Pixels apply(Image in, int severity, RandomSource random) {
        int by = info.deterministic() ? severity : random.field(0).below(severity + 1, 0);
        byte[] rgb = in.rgb();
        Arrays.fill(rgb, (byte) (rgb[0] + by));
        return new Image(in.width(), in.height(), rgb);
    }
}
