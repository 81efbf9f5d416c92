package io.pokeai.engine.imaging.internal.decode;

import java.nio.ByteBuffer;
import org.bytedeco.opencv.opencv_core.Mat;

/** A picture as OpenCV decoded it: 8-bit blue, green, red, read where it lies. */
final class MatRows extends OwnedMatRows {
    private final int step;
    private final ByteBuffer pixels;

    /** @param mat CV_8UC3; closed with this */
    MatRows(Mat mat) {
        super(mat, true);
        this.step = Math.toIntExact(mat.step());
        this.pixels = mat.createBuffer();
    }

    @Override
    public void read(int y, int x, int count, byte[] target) {
        pixels.get(y * step + x * 3, target, 0, count * 3);
    }
}
