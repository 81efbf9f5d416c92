package io.pokeai.onnx.graph;

/** PyTorch's {@code AdaptiveAvgPool} along one axis, as a matrix; ONNX has no such operator. */
final class AdaptivePool {
    private AdaptivePool() {}

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
