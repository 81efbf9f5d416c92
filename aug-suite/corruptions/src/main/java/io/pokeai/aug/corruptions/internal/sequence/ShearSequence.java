package io.pokeai.aug.corruptions.internal.sequence;

import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import java.util.List;

/** The rows of the picture slip sideways, a degree from frame to frame; the frame in the middle is the picture. */
public final class ShearSequence extends MovedSequence {
    private static final int MIDDLE = 15;

    public ShearSequence() {
        super(CorruptionFamily.SEQUENCE.fixed(94, "shear_sequence", List.of("degrees=-15…15")));
    }

    @Override
    public int margin(int height, int width) {
        return (int) Math.ceil(height * StrictMath.tan(Math.toRadians(MIDDLE)) / 2) + 1;
    }

    @Override
    void move(MovedPicture moved, int frame, byte[] out) {
        moved.mapped(1, StrictMath.tan(Math.toRadians(frame - MIDDLE)), 0, 1, out);
    }
}
