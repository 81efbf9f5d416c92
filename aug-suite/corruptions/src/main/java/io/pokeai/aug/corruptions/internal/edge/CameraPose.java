package io.pokeai.aug.corruptions.internal.edge;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.filter.Bilinear;
import io.pokeai.aug.corruptions.internal.filter.Border;
import io.pokeai.aug.corruptions.internal.filter.Homography;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.augmentation.RandomSource;

/** A camera held askew: rotation, and corners pulled apart. */
public final class CameraPose extends EdgeCorruption {
    public CameraPose() {
        super(54, "edge_pose", true, "degrees pull", new double[][] {
            {5, .02}, {10, .04}, {15, .06}, {25, .09}, {40, .13}
        });
    }

    @Override
    void corrupt(Frame frame, double[] row, ScalarSampler scalars, RandomSource random, Scratch scratch) {
        double angle = Math.toRadians(scalars.coin() ? row[0] : -row[0]);
        double cosine = StrictMath.cos(angle);
        double sine = StrictMath.sin(angle);
        double pull = row[1] * Math.max(frame.width(), frame.height());
        double[] corners = new double[8];
        for (int corner = 0; corner < 4; corner++) {
            // Clockwise from the upper left one.
            double x = (corner == 1 || corner == 2 ? 0.5 : -0.5) * frame.width();
            double y = (corner >= 2 ? 0.5 : -0.5) * frame.height();
            corners[2 * corner] = frame.width() / 2.0 + cosine * x - sine * y + scalars.uniform(-pull, pull);
            corners[2 * corner + 1] = frame.height() / 2.0 + sine * x + cosine * y + scalars.uniform(-pull, pull);
        }
        Homography map = Homography.ofUnitSquare(corners);
        double[] point = new double[2];
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                map.apply((x + 0.5) / frame.width(), (y + 0.5) / frame.height(), point);
                for (int c = 0; c < 3; c++) {
                    frame.out()[y * frame.stride() + 3 * x + c] =
                            Levels.sample(Bilinear.bordered(frame, point[1] - 0.5, point[0] - 0.5, c, Border.REFLECT));
                }
            }
        }
    }
}
