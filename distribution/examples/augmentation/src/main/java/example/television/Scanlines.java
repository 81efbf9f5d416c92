package example.television;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.spi.Augmentation;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** An old television: every other row darker, and rows that slip to the side. */
@Component
public final class Scanlines implements Augmentation {
    private static final double[] DARKNESS = {0.2, 0.4, 0.6};
    private static final int[] SLIP = {1, 2, 4};

    private static final AugmentationInfo INFO = new AugmentationInfo(
            "scanlines",
            1001,
            "television",
            List.of("darkness=0.2 slip=1", "darkness=0.4 slip=2", "darkness=0.6 slip=4"),
            false,
            "docs/write-an-augmentation.md");

    @Override
    public AugmentationInfo info() {
        return INFO;
    }

    @Override
    public Pixels apply(Image in, int severity, RandomSource random) {
        INFO.requireSeverity(severity);
        int slip = SLIP[severity - 1];
        RandomSource.Field slips = random.field(0);
        byte[] out = new byte[in.width() * in.height() * Image.CHANNELS];
        for (int y = 0; y < in.height(); y++) {
            int shift = slips.below(2 * slip + 1, y) - slip;
            double light = y % 2 == 0 ? 1 : 1 - DARKNESS[severity - 1];
            for (int x = 0; x < in.width(); x++) {
                int from = Math.max(0, Math.min(in.width() - 1, x - shift));
                for (int c = 0; c < Image.CHANNELS; c++) {
                    out[(y * in.width() + x) * Image.CHANNELS + c] = (byte) (in.sample(from, y, c) * light);
                }
            }
        }
        return new Image(in.width(), in.height(), out);
    }
}
