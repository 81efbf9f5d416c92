package io.pokeai.aug.corruptions.internal.sequence;

import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import java.util.List;

/** The picture turns clockwise, a degree from frame to frame; the frame in the middle is the picture. */
public final class RotateSequence extends MovedSequence {
    private static final int MIDDLE = 15;

    public RotateSequence() {
        super(CorruptionFamily.SEQUENCE.fixed(90, "rotate_sequence", List.of("degrees=-15…15")));
    }

    @Override
    public int margin(int height, int width) {
        // A corner of the crop comes from beyond it by less than half of what the longer side is turned by.
        return (int) Math.ceil(Math.max(height, width) * StrictMath.sin(Math.toRadians(MIDDLE)) / 2) + 1;
    }

    @Override
    void move(MovedPicture moved, int frame, byte[] out) {
        double angle = Math.toRadians(frame - MIDDLE);
        double c = StrictMath.cos(angle);
        double s = StrictMath.sin(angle);
        moved.mapped(c, s, -s, c, out);
    }
}
