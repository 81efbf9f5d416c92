package io.pokeai.engine.checkpoint.internal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.internal.StoredBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StridedTensorTest {
    /** Against the definition: element (i, j, …) is stored at offset + i·stride₀ + j·stride₁ + …. */
    @Property(tries = 500)
    void followsTheStrides(@ForAll long seed, @ForAll @IntRange(max = 5) int dimensions) {
        Random random = new Random(seed);
        List<Long> shape = new ArrayList<>();
        List<Long> strides = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            shape.add((long) random.nextInt(4));
            strides.add((long) random.nextInt(7));
        }
        int stored = 200;
        for (DType dtype : DType.values()) {
            for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                byte[] bytes = new byte[stored * dtype.bytes()];
                random.nextBytes(bytes);
                Storage storage = new Storage(dtype, stored);
                storage.fill(
                        StoredBytes.of(ByteBuffer.allocateDirect(bytes.length)
                                .put(bytes)
                                .flip()),
                        order);
                int offset = random.nextInt(20);
                StridedTensor tensor = new StridedTensor(storage, View.of(shape, strides, offset, stored));
                ByteBuffer expected = expected(bytes, dtype, order, shape, strides, offset);
                assertThat(tensor.bytes()).isEqualTo(expected);
                assertThat(tensor.bytes().isReadOnly()).isTrue();
                assertThat(tensor.elements()).isEqualTo(expected.remaining() / dtype.bytes());
                if (dtype.isFloating()) {
                    assertSameFloats(tensor.floats(), expected, dtype);
                }
            }
        }
    }

    private static ByteBuffer expected(
            byte[] stored, DType dtype, ByteOrder order, List<Long> shape, List<Long> strides, int offset) {
        int size = dtype.bytes();
        long count = shape.stream().reduce(1L, (a, b) -> a * b);
        ByteBuffer expected = ByteBuffer.allocate((int) count * size);
        for (long i = 0; i < count; i++) {
            long rest = i;
            long at = offset;
            for (int d = shape.size() - 1; d >= 0; d--) {
                at += rest % shape.get(d) * strides.get(d);
                rest /= shape.get(d);
            }
            for (int b = 0; b < size; b++) {
                expected.put(stored[(int) at * size + (order == ByteOrder.LITTLE_ENDIAN ? b : size - 1 - b)]);
            }
        }
        return expected.flip();
    }

    private static void assertSameFloats(FloatBuffer floats, ByteBuffer expected, DType dtype) {
        assertThat(floats.isDirect()).isTrue();
        assertThat(floats.order()).isEqualTo(ByteOrder.nativeOrder());
        ByteBuffer bytes = expected.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            float value = floats.get();
            switch (dtype) {
                case FLOAT32 -> assertThat(Float.floatToRawIntBits(value)).isEqualTo(bytes.getInt());
                case FLOAT64 -> assertThat(value).isEqualTo(Float.valueOf((float) bytes.getDouble()));
                case FLOAT16 -> assertThat((double) value).isEqualTo(half(bytes.getShort()));
                default -> assertThat(Float.floatToRawIntBits(value)).isEqualTo(bytes.getShort() << 16);
            }
        }
        assertThat(floats.hasRemaining()).isFalse();
    }

    /** IEEE 754 binary16, by its definition. */
    private static Double half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        double fraction = (bits & 0x3ff) / 1024.0;
        double magnitude = switch (exponent) {
            case 0 -> Math.scalb(fraction, -14);
            case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> Math.scalb(1 + fraction, exponent - 15);
        };
        return bits < 0 ? -magnitude : magnitude;
    }

    @Test
    void widensEveryHalfExactly() {
        for (int bits = 0; bits <= 0xffff; bits++) {
            float widened = Half.fromFloat16((short) bits);
            assertThat((double) widened).isEqualTo(half((short) bits));
            assertThat(Float.floatToRawIntBits(widened) >>> 31).isEqualTo(bits >>> 15);
        }
        assertThat(Float.floatToRawIntBits(Half.fromFloat16((short) 0xfe01))).isEqualTo(0xffc02000);
    }

    @Test
    void integersAreNoFloats() {
        StridedTensor tensor = StridedTensor.copyOf(DType.INT64, List.of(1L), ByteBuffer.allocate(8));
        assertThatThrownBy(tensor::floats).isInstanceOf(EngineException.class).hasMessageContaining("int64");
    }

    @Test
    void aCopyMustFillItsShape() {
        assertThatThrownBy(() -> StridedTensor.copyOf(DType.FLOAT32, List.of(2L), ByteBuffer.allocate(9)))
                .isInstanceOf(EngineException.class);
        assertThatThrownBy(() -> StridedTensor.copyOf(DType.FLOAT32, List.of(-1L), ByteBuffer.allocate(0)))
                .isInstanceOf(EngineException.class);
    }

    @Test
    void hugeStridesOfSingleElementsAreHarmless() {
        Storage storage = new Storage(DType.UINT8, 4);
        storage.fill(
                StoredBytes.of(ByteBuffer.allocateDirect(4)
                        .put(new byte[] {1, 2, 3, 4})
                        .flip()),
                ByteOrder.LITTLE_ENDIAN);
        View view = View.of(List.of(1L, 2L, 1L), List.of(1L << 62, 2L, 1L << 40), 1, 4);
        assertThat(new StridedTensor(storage, view).bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {2, 4}));
    }
}
