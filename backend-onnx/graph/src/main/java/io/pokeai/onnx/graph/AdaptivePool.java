package io.pokeai.onnx.graph;

/** PyTorch's {@code AdaptiveAvgPool} along one axis, as a matrix; ONNX has no such operator. */
final class AdaptivePool {
    // On smaller maps one sum is as exact as two.
    private static final int SMALL_SIDE = 8;

    private AdaptivePool() {}

    /** The side of tiles that divide a square map so that tiles and their means are about as many; 1 for none. */
    static int tile(int side) {
        int best = 1;
        for (int tile = 2; side > SMALL_SIDE && tile < side; tile++) {
            if (side % tile == 0 && Math.max(tile, side / tile) < Math.max(best, side / best)) {
                best = tile;
            }
        }
        return best;
    }

    /**
     * The weight of each of {@code in} elements in each of {@code out} means, row-major.
     *
     * @param transposed {@code [in, out]} instead of {@code [out, in]}
     */
    static float[] matrix(int in, int out, boolean transposed) {
        float[] matrix = new float[in * out];
        for (int cell = 0; cell < out; cell++) {
            // ATen/native/AdaptiveAveragePooling.cpp: start_index, end_index
            int from = cell * in / out;
            int to = ((cell + 1) * in + out - 1) / out;
            for (int i = from; i < to; i++) {
                matrix[transposed ? i * out + cell : cell * in + i] = 1f / (to - from);
            }
        }
        return matrix;
    }
}
