package io.pokeai.engine.imaging.internal.decode;

import io.pokeai.engine.imaging.internal.geometry.PixelRows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** A picture as OpenCV decoded it without any change: blue, green, red, alpha of 8 or 16 bits; of 16 the upper 8 count. */
final class AlphaMatRows extends OwnedMatRows {
    private static final int SAMPLES = 4;
    private static final int ALPHA = 3;

    private final int step;
    private final int sampleBytes;
    private final ByteBuffer pixels;
    private final byte[] row;

    /** @param mat CV_8UC4 or CV_16UC4; closed with this */
    private AlphaMatRows(Mat mat) {
        super(mat, true);
        this.step = Math.toIntExact(mat.step());
        this.sampleBytes = mat.depth() == opencv_core.CV_16U ? 2 : 1;
        this.pixels = mat.data().capacity((long) step * height()).asByteBuffer();
        this.row = new byte[width() * SAMPLES * sampleBytes];
    }

    /** @param mat closed with the rows; one of three samples has no alpha */
    static PixelRows of(Mat mat) {
        return mat.channels() == SAMPLES ? new AlphaMatRows(mat) : new MatRows(mat);
    }

    /** Where the byte of a sample that counts lies. */
    private int upper(int sample) {
        return sample * sampleBytes + (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? sampleBytes - 1 : 0);
    }

    @Override
    public void read(int y, int x, int count, byte[] target) {
        int pixelBytes = SAMPLES * sampleBytes;
        pixels.get(y * step + x * pixelBytes, row, 0, count * pixelBytes);
        for (int i = 0; i < count; i++) {
            target[3 * i] = row[upper(SAMPLES * i)];
            target[3 * i + 1] = row[upper(SAMPLES * i + 1)];
            target[3 * i + 2] = row[upper(SAMPLES * i + 2)];
        }
    }

    @Override
    public boolean hasAlpha() {
        return true;
    }

    @Override
    public void readAlpha(int y, byte[] target, int at) {
        pixels.get(y * step, row, 0, row.length);
        for (int i = 0; i < width(); i++) {
            target[at + i] = row[upper(SAMPLES * i + ALPHA)];
        }
    }
}
