package io.pokeai.aug.corruptions.internal.sequence;

import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import java.util.List;

/** The picture moves to the right, a pixel from frame to frame; the frame in the middle is the picture. */
public final class TranslateSequence extends MovedSequence {
    private static final int MIDDLE = 20;

    public TranslateSequence() {
        super(CorruptionFamily.SEQUENCE.fixed(89, "translate_sequence", List.of("pixels=-20…20")), 2 * MIDDLE + 1);
    }

    @Override
    public int margin(int height, int width) {
        return MIDDLE;
    }

    @Override
    void move(MovedPicture moved, int frame, byte[] out) {
        moved.sideways(frame - MIDDLE, out);
    }
}
