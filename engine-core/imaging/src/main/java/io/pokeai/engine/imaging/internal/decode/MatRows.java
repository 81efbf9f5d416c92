package io.pokeai.engine.imaging.internal.decode;

import io.pokeai.engine.imaging.internal.geometry.PixelRows;
import java.nio.ByteBuffer;
import org.bytedeco.opencv.opencv_core.Mat;

/** A picture as OpenCV decoded it: 8-bit blue, green, red, read where it lies. */
final class MatRows implements PixelRows {
    private final Mat mat;
    private final int width;
    private final int height;
    private final int step;
    private final ByteBuffer pixels;

    /** @param mat CV_8UC3; closed with this */
    MatRows(Mat mat) {
        this.mat = mat;
        this.width = mat.cols();
        this.height = mat.rows();
        this.step = Math.toIntExact(mat.step());
        this.pixels = mat.createBuffer();
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public boolean blueFirst() {
        return true;
    }

    @Override
    public void read(int y, int x, int count, byte[] target) {
        pixels.get(y * step + x * 3, target, 0, count * 3);
    }

    @Override
    public void close() {
        mat.close();
    }
}
