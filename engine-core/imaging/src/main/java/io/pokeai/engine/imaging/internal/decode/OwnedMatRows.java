package io.pokeai.engine.imaging.internal.decode;

import io.pokeai.engine.imaging.internal.geometry.PixelRows;
import org.bytedeco.opencv.opencv_core.Mat;

/** Rows of a picture whose samples or indices lie in a Mat. <b>Ownership</b> the Mat is closed with the rows. */
abstract class OwnedMatRows implements PixelRows {
    private final Mat mat;
    private final int width;
    private final int height;
    private final boolean blueFirst;

    OwnedMatRows(Mat mat, boolean blueFirst) {
        this.mat = mat;
        this.width = mat.cols();
        this.height = mat.rows();
        this.blueFirst = blueFirst;
    }

    @Override
    public final int width() {
        return width;
    }

    @Override
    public final int height() {
        return height;
    }

    @Override
    public final boolean blueFirst() {
        return blueFirst;
    }

    @Override
    public final void close() {
        mat.close();
    }
}
