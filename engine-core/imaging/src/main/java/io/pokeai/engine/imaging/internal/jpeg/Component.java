package io.pokeai.engine.imaging.internal.jpeg;

import io.pokeai.engine.imaging.internal.header.PictureException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.Map;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * One of the colours of a JPEG, with its samples, and its coefficients while a progressive picture is read.
 *
 * <p><b>Ownership</b> both are native memory; {@link #close} frees it.
 */
final class Component implements AutoCloseable {
    static final int BLOCK = 64;
    static final int BLOCK_SIDE = 8;

    final int id;
    final int horizontal;
    final int vertical;
    private final int quantisationTable;

    /** Samples that count; those up to the end of the last blocks are padding. */
    final int width;

    final int height;

    /** Blocks of a scan of this component alone. */
    final int blocksAcross;

    final int blocksDown;

    /** Blocks with those that fill the last units of a scan of several components. */
    private final int paddedAcross;

    private final Mat sampleMat;
    private final ByteBuffer samples;
    private final @Nullable Mat coefficientMat;
    private final @Nullable ShortBuffer coefficients;
    private int @Nullable [] quantisation;

    Component(FrameHeader frame, int id, int horizontal, int vertical, int quantisationTable) {
        this.id = id;
        this.horizontal = horizontal;
        this.vertical = vertical;
        this.quantisationTable = quantisationTable;
        this.width = ceilDivide(frame.width() * horizontal, frame.maxHorizontal());
        this.height = ceilDivide(frame.height() * vertical, frame.maxVertical());
        this.blocksAcross = ceilDivide(width, BLOCK_SIDE);
        this.blocksDown = ceilDivide(height, BLOCK_SIDE);
        this.paddedAcross = frame.unitsAcross() * horizontal;
        int paddedDown = frame.unitsDown() * vertical;
        this.sampleMat = new Mat(paddedDown * BLOCK_SIDE, paddedAcross * BLOCK_SIDE, opencv_core.CV_8UC1);
        this.samples = sampleMat.createBuffer();
        if (frame.progressive()) {
            Mat zeros = new Mat(paddedDown, paddedAcross * BLOCK, opencv_core.CV_16SC1);
            this.coefficientMat = zeros;
            this.coefficients = zeros.createBuffer();
            clear(coefficients);
        } else {
            this.coefficientMat = null;
            this.coefficients = null;
        }
    }

    private static void clear(ShortBuffer buffer) {
        short[] zeros = new short[1 << 12];
        while (buffer.hasRemaining()) {
            buffer.put(zeros, 0, Math.min(zeros.length, buffer.remaining()));
        }
        buffer.rewind();
    }

    static int ceilDivide(int value, int by) {
        return (value + by - 1) / by;
    }

    /** Keeps the quantisation table that is valid now; later ones under its number do not count for this component. */
    void latchQuantisation(Map<Integer, int[]> tables) {
        if (quantisation == null) {
            int[] table = tables.get(quantisationTable);
            if (table == null) {
                throw PictureException.corrupt("the JPEG lacks quantisation table " + quantisationTable + ".");
            }
            quantisation = table.clone();
        }
    }

    /** Whether a scan with this component was read. */
    boolean isScanned() {
        return quantisation != null;
    }

    /** Where the coefficients of a block start. */
    int coefficientsOf(int column, int row) {
        return (row * paddedAcross + column) * BLOCK;
    }

    ShortBuffer coefficients() {
        if (coefficients == null) {
            throw new IllegalStateException("a sequential picture keeps no coefficients");
        }
        return coefficients;
    }

    /** Turns the coefficients of one block, in natural order, into samples. */
    void store(int[] block, int column, int row, InverseDct transform) {
        if (quantisation == null) {
            throw PictureException.corrupt("the JPEG lacks a scan of component " + id + ".");
        }
        int stride = paddedAcross * BLOCK_SIDE;
        transform.apply(block, quantisation, samples, row * BLOCK_SIDE * stride + column * BLOCK_SIDE, stride);
    }

    /** After the last scan of a progressive picture: all coefficients become samples. */
    void storeAll(InverseDct transform) {
        ShortBuffer stored = coefficients();
        int[] block = new int[BLOCK];
        short[] packed = new short[BLOCK];
        for (int row = 0; row < blocksDown; row++) {
            for (int column = 0; column < blocksAcross; column++) {
                stored.get(coefficientsOf(column, row), packed);
                for (int i = 0; i < BLOCK; i++) {
                    block[i] = packed[i];
                }
                store(block, column, row, transform);
            }
        }
    }

    /** Copies one row of samples. */
    void read(int row, byte[] target) {
        samples.get(row * paddedAcross * BLOCK_SIDE, target, 0, width);
    }

    @Override
    public void close() {
        sampleMat.close();
        if (coefficientMat != null) {
            coefficientMat.close();
        }
    }
}
