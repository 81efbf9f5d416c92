package io.pokeai.engine.checkpoint.internal.tensor;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.internal.StoredBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * A view of a storage.
 *
 * @param view has been checked against the storage
 */
public record StridedTensor(Storage storage, View view) implements Tensor {
    private static final int PIECE_BYTES = 1 << 16;

    /** A tensor with a storage of its own. */
    public static StridedTensor copyOf(DType dtype, List<Long> shape, ByteBuffer bytes) {
        View view;
        try {
            view = View.rowMajor(shape);
        } catch (IllegalArgumentException e) {
            throw EngineException.invalidArgument("The shape " + shape + " is invalid.", "Sizes must not be negative.");
        }
        if (view.elements() != bytes.remaining() / dtype.bytes() || bytes.remaining() % dtype.bytes() != 0) {
            throw EngineException.invalidArgument(
                    "A tensor of " + dtype + shape + " takes other than " + bytes.remaining() + " bytes.",
                    "Give all its elements, row by row.");
        }
        Storage storage = new Storage(dtype, view.elements());
        storage.fill(
                StoredBytes.of(ByteBuffer.allocateDirect(bytes.remaining())
                        .put(bytes.duplicate())
                        .flip()),
                ByteOrder.LITTLE_ENDIAN);
        return new StridedTensor(storage, view);
    }

    @Override
    public DType dtype() {
        return storage.dtype();
    }

    @Override
    public List<Long> shape() {
        return view.shape();
    }

    @Override
    public long elements() {
        return view.elements();
    }

    @Override
    public ByteBuffer bytes() {
        ByteBuffer stored = storage.bytes();
        if (view.isContiguous() && (stored.order() == ByteOrder.LITTLE_ENDIAN || dtype().bytes() == 1)) {
            return contiguous().order(ByteOrder.LITTLE_ENDIAN);
        }
        ByteBuffer gathered = ByteBuffer.allocate(byteCount(dtype().bytes())).order(ByteOrder.LITTLE_ENDIAN);
        switch (dtype().bytes()) {
            case 1 -> view.forEach(at -> gathered.put(stored.get(at)));
            case 2 -> view.forEach(at -> gathered.putShort(stored.getShort(at * 2)));
            case 4 -> view.forEach(at -> gathered.putInt(stored.getInt(at * 4)));
            default -> view.forEach(at -> gathered.putLong(stored.getLong(at * 8)));
        }
        return gathered.flip().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public FloatBuffer floats() {
        ByteBuffer stored = storage.bytes();
        if (isFloats()) {
            return contiguous().order(ByteOrder.nativeOrder()).asFloatBuffer();
        }
        FloatBuffer floats = ByteBuffer.allocateDirect(byteCount(Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        switch (dtype()) {
            case FLOAT32 -> view.forEach(at -> floats.put(stored.getFloat(at * 4)));
            case FLOAT64 -> view.forEach(at -> floats.put((float) stored.getDouble(at * 8)));
            case FLOAT16 -> view.forEach(at -> floats.put(Half.fromFloat16(stored.getShort(at * 2))));
            case BFLOAT16 -> view.forEach(at -> floats.put(Half.fromBfloat16(stored.getShort(at * 2))));
            default ->
                throw new EngineException(
                        ErrorCode.MODEL_INVALID,
                        "A tensor of " + dtype() + " is used where floating numbers are needed.",
                        "Save the weights as float32, float16 or bfloat16.");
        }
        return floats.flip();
    }

    @Override
    public Floats pieces() {
        return isFloats() ? this::readStored : Tensor.super.pieces();
    }

    private void readStored(int from, FloatBuffer target) {
        ByteBuffer piece = ByteBuffer.allocate(Math.min(PIECE_BYTES, target.remaining() * Float.BYTES))
                .order(ByteOrder.nativeOrder());
        int at = Math.toIntExact((view.offset() + from) * Float.BYTES);
        while (target.hasRemaining()) {
            piece.clear().limit(Math.min(piece.capacity(), target.remaining() * Float.BYTES));
            storage.read(at, piece);
            at += piece.limit();
            target.put(piece.flip().asFloatBuffer());
        }
    }

    /** Whether the elements lie as a row of Java's floats. */
    private boolean isFloats() {
        return dtype() == DType.FLOAT32 && view.isContiguous() && storage.order() == ByteOrder.nativeOrder();
    }

    private ByteBuffer contiguous() {
        int size = dtype().bytes();
        return storage.bytes().slice(Math.toIntExact(view.offset() * size), byteCount(size));
    }

    private int byteCount(int elementBytes) {
        long bytes = elements() * elementBytes;
        if (bytes > Integer.MAX_VALUE) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    "A tensor of shape " + shape() + " takes " + bytes + " bytes, more than one buffer holds.",
                    "The engine runs models whose tensors are below 2 GiB.");
        }
        return (int) bytes;
    }

    @Override
    public String toString() {
        return dtype() + shape().toString();
    }
}
