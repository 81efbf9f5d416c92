package io.pokeai.onnx.graph;

import java.util.Locale;
import java.util.Optional;

/** Element types of ONNX tensors. <b>Source</b> {@code TensorProto.DataType}, onnx.proto. */
public enum ElementType {
    FLOAT(1, 32),
    UINT8(2, 8),
    INT8(3, 8),
    UINT16(4, 16),
    INT16(5, 16),
    INT32(6, 32),
    INT64(7, 64),
    /** Texts; no fixed size. */
    STRING(8, 0),
    BOOL(9, 8),
    FLOAT16(10, 16),
    DOUBLE(11, 64),
    UINT32(12, 32),
    UINT64(13, 64),
    COMPLEX64(14, 64),
    COMPLEX128(15, 128),
    BFLOAT16(16, 16),
    FLOAT8E4M3FN(17, 8),
    FLOAT8E4M3FNUZ(18, 8),
    FLOAT8E5M2(19, 8),
    FLOAT8E5M2FNUZ(20, 8),
    UINT4(21, 4),
    INT4(22, 4),
    FLOAT4E2M1(23, 4),
    FLOAT8E8M0(24, 8),
    UINT2(25, 2),
    INT2(26, 2);

    private final int number;
    private final int bits;

    ElementType(int number, int bits) {
        this.number = number;
        this.bits = bits;
    }

    /** The number that files use. */
    public int number() {
        return number;
    }

    /** Bits of one element in packed form; 0 for {@link #STRING}. */
    public int bits() {
        return bits;
    }

    /** The type with this number in files, if there is one. */
    public static Optional<ElementType> of(int number) {
        for (ElementType type : values()) {
            if (type.number == number) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return this == FLOAT ? "float32" : name().toLowerCase(Locale.ROOT);
    }
}
