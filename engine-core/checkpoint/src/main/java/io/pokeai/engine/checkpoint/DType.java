package io.pokeai.engine.checkpoint;

/** An element type of PyTorch tensors. */
public enum DType {
    FLOAT32("float32", Float.BYTES),
    FLOAT64("float64", Double.BYTES),
    FLOAT16("float16", Short.BYTES),
    BFLOAT16("bfloat16", Short.BYTES),
    INT64("int64", Long.BYTES),
    INT32("int32", Integer.BYTES),
    INT16("int16", Short.BYTES),
    INT8("int8", Byte.BYTES),
    UINT8("uint8", Byte.BYTES),
    BOOL("bool", Byte.BYTES);

    private final String pytorchName;
    private final int bytes;

    DType(String pytorchName, int bytes) {
        this.pytorchName = pytorchName;
        this.bytes = bytes;
    }

    /** As in {@code torch.float32}, without the {@code torch.}. */
    public String pytorchName() {
        return pytorchName;
    }

    /** Size of one element. */
    public int bytes() {
        return bytes;
    }

    /** Whether values are numbers with a fraction, which {@link Tensor#floats} widens or narrows to float32. */
    public boolean isFloating() {
        return this == FLOAT32 || this == FLOAT64 || this == FLOAT16 || this == BFLOAT16;
    }

    @Override
    public String toString() {
        return pytorchName;
    }
}
