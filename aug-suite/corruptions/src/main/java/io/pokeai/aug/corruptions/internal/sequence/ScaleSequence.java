package io.pokeai.aug.corruptions.internal.sequence;

import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import java.util.List;

/** The picture grows, by 2.5 % of its size from frame to frame; frame 24 is the picture. */
public final class ScaleSequence extends MovedSequence {
    private static final double SMALLEST = 40;

    public ScaleSequence() {
        super(CorruptionFamily.SEQUENCE.fixed(91, "scale_sequence", List.of("percent=40…115")));
    }

    @Override
    public int margin(int height, int width) {
        return (int) Math.ceil(Math.max(height, width) * (100 / SMALLEST - 1) / 2) + 1;
    }

    @Override
    void move(MovedPicture moved, int frame, byte[] out) {
        double inverse = 1 / (percent(frame) / 100);
        moved.mapped(inverse, 0, 0, inverse, out);
    }

    private static double percent(int frame) {
        return frame * 2.5 + SMALLEST;
    }
}
