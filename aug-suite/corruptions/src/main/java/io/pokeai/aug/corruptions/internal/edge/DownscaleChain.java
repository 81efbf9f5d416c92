package io.pokeai.aug.corruptions.internal.edge;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.OpenCv;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.draw.Draw;
import io.pokeai.engine.spi.RandomSource;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** A picture that went through two thumbnails: area and linear, then nearest and cubic. */
public final class DownscaleChain extends EdgeCorruption {
    public DownscaleChain() {
        super(57, "edge_downscale_chain", false, "first second", new double[][] {
            {.75, .9}, {.5, .75}, {.375, .6}, {.25, .5}, {.17, .4}
        });
    }

    @Override
    void corrupt(Frame frame, double[] row, Draw scalars, RandomSource random, Scratch scratch) {
        OpenCv.require();
        try (Mat picture = new Mat(frame.height(), frame.width(), opencv_core.CV_8UC3);
                Mat small = new Mat();
                Size full = new Size(frame.width(), frame.height());
                Size first = shrunk(frame, row[0]);
                Size second = shrunk(frame, row[1])) {
            picture.data().put(frame.in(), 0, frame.samples());
            opencv_imgproc.resize(picture, small, first, 0, 0, opencv_imgproc.INTER_AREA);
            opencv_imgproc.resize(small, picture, full, 0, 0, opencv_imgproc.INTER_LINEAR);
            opencv_imgproc.resize(picture, small, second, 0, 0, opencv_imgproc.INTER_NEAREST);
            opencv_imgproc.resize(small, picture, full, 0, 0, opencv_imgproc.INTER_CUBIC);
            picture.data().get(frame.out(), 0, frame.samples());
        }
    }

    private static Size shrunk(Frame frame, double factor) {
        return new Size((int) (frame.width() * factor), (int) (frame.height() * factor));
    }
}
