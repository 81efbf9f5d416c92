package io.pokeai.djl.training.internal.learn;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Between the network's answer and its gradients, when targets are asked for, it has all garbage collected and fills the memory that was
 * given back with something else.
 */
record DisturbingBatch(TrainingBatch batch) implements TrainingBatch {
    private static final int[] SIZES = {4, 288, 1152};
    private static final int BUFFERS = 1000;
    private static final int ROUNDS = 3;
    private static final byte NOISE = 0x5f;

    private static void disturb() {
        List<ByteBuffer> noise = new ArrayList<>();
        // What is collected is given back by another thread, in its own time: some of the rounds come after it.
        for (int round = 0; round < ROUNDS; round++) {
            System.gc();
            for (int size : SIZES) {
                for (int i = 0; i < BUFFERS; i++) {
                    ByteBuffer buffer = ByteBuffer.allocateDirect(size);
                    while (buffer.hasRemaining()) {
                        buffer.put(NOISE);
                    }
                    noise.add(buffer);
                }
            }
        }
        if (noise.size() != ROUNDS * SIZES.length * BUFFERS) {
            throw new IllegalStateException("the noise has to stay until here");
        }
    }

    @Override
    public int size() {
        return batch.size();
    }

    @Override
    public int side() {
        return batch.side();
    }

    @Override
    public FloatBuffer pictures() {
        return batch.pictures();
    }

    @Override
    public FloatBuffer targets() {
        disturb();
        return batch.targets();
    }

    @Override
    public Optional<FloatBuffer> teacher() {
        disturb();
        return batch.teacher();
    }

    @Override
    public void close() {
        batch.close();
    }
}
