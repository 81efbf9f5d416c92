package io.pokeai.service.internal.oip;

import io.pokeai.service.internal.web.HttpFailure;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The tensor data types of the Open Inference Protocol. */
enum Datatype {
    BOOL(1),
    UINT8(1),
    UINT16(2),
    UINT32(4),
    UINT64(8),
    INT8(1),
    INT16(2),
    INT32(4),
    INT64(8),
    FP16(2),
    BF16(2),
    FP32(4),
    FP64(8),
    /** Each element has a length of its own. */
    BYTES(-1);

    private final int bytes;

    Datatype(int bytes) {
        this.bytes = bytes;
    }

    /** Of one element; -1 when elements differ. */
    int bytes() {
        return bytes;
    }

    /** @throws HttpFailure 400 */
    static Datatype of(String name) {
        return Arrays.stream(values())
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> HttpFailure.badRequest(
                        "There is no datatype '" + (name.length() > 20 ? name.substring(0, 20) + "…" : name) + "'.",
                        "Known: " + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", ")) + "."));
    }

    /** Whether {@link #number} reads it: the floating point types. */
    boolean isFloatingPoint() {
        return this == FP16 || this == BF16 || this == FP32 || this == FP64;
    }

    /**
     * The next element of a buffer as float32; an FP64 is rounded.
     *
     * @param data little endian, of a floating point type
     */
    float number(ByteBuffer data) {
        return switch (this) {
            case FP32 -> data.getFloat();
            case FP64 -> (float) data.getDouble();
            case FP16 -> halfToFloat(data.getShort());
            case BF16 -> Float.intBitsToFloat(data.getShort() << 16);
            default -> throw new IllegalStateException(name());
        };
    }

    /** IEEE 754 binary16: 1 sign, 5 exponent, 10 fraction bits. Java has this from version 20 on. */
    static float halfToFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >> 10) & 0x1f;
        int fraction = half & 0x3ff;
        if (exponent == 0x1f) {
            return Float.intBitsToFloat(sign | 0x7f800000 | (fraction << 13));
        }
        if (exponent == 0) {
            // Subnormal: fraction · 2^-24, which float32 has exactly.
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        return Float.intBitsToFloat(sign | ((exponent + 127 - 15) << 23) | (fraction << 13));
    }
}
