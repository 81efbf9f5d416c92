package io.pokeai.engine.imaging.internal.decode;

import java.nio.ShortBuffer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * 16-bit grey as Pillow converts it to RGB: clipped at 255, not scaled.
 *
 * <p><b>Source</b> {@code I16L_L} of Pillow 12.3, src/libImaging/Convert.c.
 */
final class DeepGreyRows extends OwnedMatRows {
    private final ShortBuffer samples;
    private final short[] row;

    /** @param mat CV_16UC1; closed with this */
    DeepGreyRows(Mat mat) {
        super(mat, false);
        this.samples = mat.createBuffer();
        this.row = new short[width()];
    }

    @Override
    public void read(int y, int x, int pixels, byte[] target) {
        samples.get(y * width() + x, row, 0, pixels);
        for (int i = 0, t = 0; i < pixels; i++, t += 3) {
            byte grey = (byte) Math.min(row[i] & 0xffff, 255);
            target[t] = grey;
            target[t + 1] = grey;
            target[t + 2] = grey;
        }
    }
}
