package io.pokeai.aug.corruptions.internal.sequence;

import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.filter.Bilinear;
import io.pokeai.aug.corruptions.internal.filter.Border;
import io.pokeai.engine.api.augmentation.RandomSource;
import java.util.List;

/**
 * A picture that turns about its horizontal and its vertical axis at once, a degree from frame to frame, seen from the
 * distance of its diagonal. Beyond its border, its mirror image is seen.
 */
public final class TiltSequence extends Sequence {
    private static final int MIDDLE = 15;

    public TiltSequence() {
        super(CorruptionFamily.SEQUENCE.fixed(85, "tilt_sequence", List.of("degrees=-15…15")));
    }

    @Override
    void perturb(Frame pixels, int level, int frame, RandomSource random, Scratch scratch) {
        double angle = Math.toRadians(frame - MIDDLE);
        double c = StrictMath.cos(angle);
        double s = StrictMath.sin(angle);
        double focal = StrictMath.hypot(pixels.width(), pixels.height());
        double centreX = pixels.width() / 2.0;
        double centreY = pixels.height() / 2.0;
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                // Where the ray through the pixel meets the plane, which was turned by Rx Ry and moved away by focal.
                double u = x + 0.5 - centreX;
                double v = y + 0.5 - centreY;
                double depth = c * c * focal / (c * c * focal - s * u - s * c * v);
                double column = depth * (c * u - s * s * v + c * s * focal) - c * s * focal;
                double row = depth * (c * v + s * focal) - s * focal;
                for (int k = 0; k < 3; k++) {
                    pixels.out()[y * pixels.stride() + 3 * x + k] = Levels.sample(
                            Bilinear.bordered(pixels, row + centreY - 0.5, column + centreX - 0.5, k, Border.REFLECT));
                }
            }
        }
    }
}
