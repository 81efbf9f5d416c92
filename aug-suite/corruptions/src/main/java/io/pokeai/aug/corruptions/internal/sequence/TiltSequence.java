package io.pokeai.aug.corruptions.internal.sequence;

import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.filter.Bilinear;
import io.pokeai.engine.api.Image;
import java.util.List;

/**
 * A picture that turns about its horizontal and its vertical axis at once, a degree from frame to frame, seen from the distance of
 * the crop's diagonal; the frame in the middle is the picture.
 */
public final class TiltSequence extends MovedSequence {
    private static final int MIDDLE = 15;

    public TiltSequence() {
        super(CorruptionFamily.SEQUENCE.fixed(85, "tilt_sequence", List.of("degrees=-15…15")));
    }

    @Override
    public int margin(int height, int width) {
        int farthest = 0;
        for (int frame : new int[] {0, 2 * MIDDLE}) {
            Eye eye = Eye.of(frame, height, width);
            for (double u : new double[] {-width / 2.0, width / 2.0}) {
                for (double v : new double[] {-height / 2.0, height / 2.0}) {
                    double beyond =
                            Math.max(Math.abs(eye.column(u, v)) - width / 2.0, Math.abs(eye.row(u, v)) - height / 2.0);
                    farthest = Math.max(farthest, (int) Math.ceil(beyond));
                }
            }
        }
        return farthest + 1;
    }

    @Override
    void move(MovedPicture moved, int frame, byte[] out) {
        Eye eye = Eye.of(frame, moved.height(), moved.width());
        Frame picture = moved.picture();
        double centreX = picture.width() / 2.0 - 0.5;
        double centreY = picture.height() / 2.0 - 0.5;
        int to = 0;
        for (int y = 0; y < moved.height(); y++) {
            for (int x = 0; x < moved.width(); x++) {
                double u = x + 0.5 - moved.width() / 2.0;
                double v = y + 0.5 - moved.height() / 2.0;
                double row = eye.row(u, v) + centreY;
                double column = eye.column(u, v) + centreX;
                for (int k = 0; k < Image.CHANNELS; k++) {
                    out[to++] = Levels.sample(Bilinear.orBlack(picture, row, column, k));
                }
            }
        }
    }

    /** Where the ray through a pixel meets the plane, which was turned by Rx Ry and moved away by the focal length. */
    private record Eye(double c, double s, double focal) {
        static Eye of(int frame, int height, int width) {
            double angle = Math.toRadians(frame - MIDDLE);
            return new Eye(StrictMath.cos(angle), StrictMath.sin(angle), StrictMath.hypot(width, height));
        }

        private double depth(double u, double v) {
            return c * c * focal / (c * c * focal - s * u - s * c * v);
        }

        double column(double u, double v) {
            return depth(u, v) * (c * u - s * s * v + c * s * focal) - c * s * focal;
        }

        double row(double u, double v) {
            return depth(u, v) * (c * v + s * focal) - s * focal;
        }
    }
}
