package io.pokeai.aug.corruptions.internal.edge;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.filter.Border;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.augmentation.RandomSource;

/**
 * A frame of a starved video stream: luma and halved chroma in transformed blocks of 4 × 4, coarsely quantised; then coded
 * once more as the difference to that frame moved by a few pixels, again coarsely quantised.
 *
 * <p><b>Source</b> transform and step sizes of ITU-T H.264; no deblocking.
 */
public final class VideoBlocks extends EdgeCorruption {
    /** The rounding offset of the quantiser, as a part of a step: for a whole picture, and for a difference. */
    private static final double[] ROUNDING = {1.0 / 3, 1.0 / 6};

    private static final double MIDDLE = 128;

    public VideoBlocks() {
        super(58, "edge_video_blocks", true, "qp motion", new double[][] {{28, 0}, {32, 1}, {36, 1}, {40, 2}, {45, 3}});
    }

    @Override
    void corrupt(Frame frame, double[] row, ScalarSampler scalars, RandomSource random, Scratch scratch) {
        double step = 0.625 * StrictMath.pow(2, row[0] / 6);
        int motion = (int) row[1];
        int dy = scalars.between(-motion, motion);
        int dx = scalars.between(-motion, motion);
        VideoPlane[] planes = split(frame);
        for (int i = 0; i < planes.length; i++) {
            VideoPlane coded = planes[i].coded(step, ROUNDING[0]);
            if (motion > 0) {
                // Chroma moves by half as much.
                VideoPlane moved = coded.moved(i == 0 ? dy : dy / 2, i == 0 ? dx : dx / 2);
                coded = planes[i].minus(moved).coded(step, ROUNDING[1]).plus(moved);
            }
            planes[i] = coded;
        }
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                double luma = planes[0].at(y, x) + MIDDLE;
                double blue = planes[1].at(y / 2, x / 2);
                double red = planes[2].at(y / 2, x / 2);
                int i = y * frame.stride() + 3 * x;
                frame.out()[i] = Levels.truncate(luma + red);
                frame.out()[i + 1] = Levels.truncate(luma - Ycc.GREEN_OF_BLUE * blue - Ycc.GREEN_OF_RED * red);
                frame.out()[i + 2] = Levels.truncate(luma + blue);
            }
        }
    }

    /** Luma less its middle; blue and red less luma, the mean of 2 × 2 pixels. */
    private static VideoPlane[] split(Frame frame) {
        VideoPlane luma = new VideoPlane(frame.height(), frame.width());
        VideoPlane blue = new VideoPlane((frame.height() + 1) / 2, (frame.width() + 1) / 2);
        VideoPlane red = new VideoPlane(blue.height(), blue.width());
        for (int y = 0; y < blue.height() * 2; y++) {
            for (int x = 0; x < blue.width() * 2; x++) {
                int pixel = Border.REPLICATE.index(y, frame.height()) * frame.width()
                        + Border.REPLICATE.index(x, frame.width());
                double l = Ycc.luma(frame.in(), pixel);
                if (y < frame.height() && x < frame.width()) {
                    luma.add(y, x, l - MIDDLE);
                }
                blue.add(y / 2, x / 2, ((frame.in()[3 * pixel + 2] & 0xff) - l) / 4);
                red.add(y / 2, x / 2, ((frame.in()[3 * pixel] & 0xff) - l) / 4);
            }
        }
        return new VideoPlane[] {luma, blue, red};
    }
}
