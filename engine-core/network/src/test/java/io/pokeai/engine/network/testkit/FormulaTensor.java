package io.pokeai.engine.network.testkit;

import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A tensor whose elements follow from its name, by integer arithmetic that any language can repeat. Filters have He's
 * uniform distribution; the statistics of batch normalisations are near 1 and 0.
 */
public record FormulaTensor(String name, List<Long> shape) implements Tensor {
    private static final long MASK = 0xffffffffL;

    /** Element {@code index} of a named sequence, 0 … 1: 32 bits, mixed as in xxHash32. */
    public static double uniform(String name, long index) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        long x = (crc.getValue() + index * 2654435761L) & MASK;
        x ^= x >>> 15;
        x = (x * 2246822519L) & MASK;
        x ^= x >>> 13;
        return x / 4294967296.0;
    }

    private double element(long index) {
        double u = uniform(name, index);
        if (name.endsWith("running_var")) {
            return 0.5 + u;
        } else if (shape.size() == 1) {
            return name.endsWith("weight") ? 0.6 + 0.7 * u : 0.4 * u - 0.2;
        }
        return (2 * u - 1) * Math.sqrt(6.0 / (elements() / shape.get(0)));
    }

    @Override
    public DType dtype() {
        return DType.FLOAT32;
    }

    @Override
    public long elements() {
        return shape.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
    }

    @Override
    public ByteBuffer bytes() {
        ByteBuffer bytes = ByteBuffer.allocate((int) elements() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long i = 0; i < elements(); i++) {
            bytes.putFloat((float) element(i));
        }
        return bytes.flip();
    }

    @Override
    public FloatBuffer floats() {
        return bytes().asFloatBuffer();
    }
}
