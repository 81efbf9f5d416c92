package io.pokeai.aug.corruptions.internal.edge;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.digital.JpegCodec;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.augmentation.RandomSource;

/** Several JPEG rounds with shifted blocks: in round i they begin (3i mod 8, 5i mod 8) pixels further up and left. */
public final class JpegChain extends EdgeCorruption {
    private static final int BLOCK = 8;

    public JpegChain() {
        super(51, "edge_jpeg_chain", false, "rounds quality", new double[][] {
            {2, 60}, {3, 45}, {4, 35}, {5, 25}, {6, 18}
        });
    }

    @Override
    void corrupt(Frame frame, double[] row, ScalarSampler scalars, RandomSource random, Scratch scratch) {
        byte[] picture = frame.out();
        System.arraycopy(frame.in(), 0, picture, 0, frame.samples());
        for (int round = 0; round < row[0]; round++) {
            int up = 3 * round % BLOCK;
            int left = 5 * round % BLOCK;
            int width = frame.width() + left;
            int height = frame.height() + up;
            byte[] padded = scratch.bytes(0, 3 * width * height);
            for (int y = 0; y < height; y++) {
                int from = Math.max(0, y - up) * frame.stride();
                int to = 3 * y * width;
                System.arraycopy(picture, from, padded, to + 3 * left, frame.stride());
                for (int i = 0; i < 3 * left; i++) {
                    padded[to + i] = picture[from + i % 3];
                }
            }
            JpegCodec.pass(padded, width, height, (int) row[1] + 7 * (round % 3), padded);
            for (int y = 0; y < frame.height(); y++) {
                System.arraycopy(padded, 3 * ((y + up) * width + left), picture, y * frame.stride(), frame.stride());
            }
        }
    }
}
