package io.pokeai.engine.imaging.internal.decode;

import io.pokeai.engine.imaging.internal.header.PngChunks;
import io.pokeai.engine.imaging.internal.header.PngHeader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * The first frame of an animated PNG as OpenCV gives it: on a black canvas, and 16-bit samples divided by 255 (where
 * those of a still picture are divided by 256).
 *
 * <p><b>Source</b> {@code PngDecoder::readData} of OpenCV 4.13, modules/imgcodecs/src/grfmt_png.cpp.
 */
final class AnimationFrame {
    private static final int PLAIN = opencv_imgcodecs.IMREAD_COLOR | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
    private static final int DEEP = 16;
    private static final double BYTE_RANGE = 255;

    private AnimationFrame() {}

    /** The canvas, which the caller closes. */
    static Mat decode(EncodedPicture picture, PngHeader header, PngChunks.Picture frame) {
        boolean deep = header.bitDepth() == DEEP;
        int flags = deep ? PLAIN | opencv_imgcodecs.IMREAD_ANYDEPTH : PLAIN;
        try (Mat decoded = OpenCvDecoder.decode(picture, header, flags);
                Rect place = new Rect(frame.left(), frame.top(), frame.width(), frame.height());
                Scalar black = new Scalar(0)) {
            Mat canvas = new Mat((int) header.height(), (int) header.width(), opencv_core.CV_8UC3, black);
            try (Mat part = canvas.apply(place)) {
                decoded.convertTo(part, opencv_core.CV_8U, deep ? 1 / BYTE_RANGE : 1, 0);
            }
            return canvas;
        }
    }
}
