package io.pokeai.onnx.graph;

import static io.pokeai.onnx.graph.ProtoFields.bytes;
import static io.pokeai.onnx.graph.ProtoFields.fixed32;
import static io.pokeai.onnx.graph.ProtoFields.fixed64;
import static io.pokeai.onnx.graph.ProtoFields.varint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a {@code TensorProto} without its data, and with it when it is a short list of integers. */
final class TensorReader {
    private static final int MAX_RANK = 64;
    /** Shapes, paddings and axes are lists of this length at most. */
    static final int MAX_KEPT_INTEGERS = 16;

    private static final int EXTERNAL = 1;

    private final ProtoFields in;
    private final List<Long> shape = new ArrayList<>();
    private final List<Long> integers = new ArrayList<>();
    private final List<Double> numbers = new ArrayList<>();
    private byte[] few = {};
    private String name = "";
    private int type;
    private long stored;
    private Optional<Long> rawBytes = Optional.empty();
    private Optional<String> location = Optional.empty();

    TensorReader(ProtoFields in) {
        this.in = in;
    }

    StoredTensor read() throws IOException {
        in.message(this::field);
        List<Long> kept =
                type == ElementType.INT64.number() && integers.size() <= MAX_KEPT_INTEGERS ? integers : List.of();
        Optional<Long> values = rawBytes.isPresent() ? Optional.empty() : Optional.of(stored);
        return new StoredTensor(
                name, type, List.copyOf(shape), values, rawBytes, location, List.copyOf(kept), List.copyOf(numbers()));
    }

    /** The values of a float32 or float64 tensor, when they are few. */
    private List<Double> numbers() {
        if (numbers.size() > MAX_KEPT_INTEGERS) {
            return List.of();
        }
        ByteBuffer raw = ByteBuffer.wrap(few).order(ByteOrder.LITTLE_ENDIAN);
        if (type == ElementType.FLOAT.number()) {
            while (raw.remaining() >= Float.BYTES) {
                numbers.add((double) raw.getFloat());
            }
        } else if (type == ElementType.DOUBLE.number()) {
            while (raw.remaining() >= Double.BYTES) {
                numbers.add(raw.getDouble());
            }
        }
        return numbers;
    }

    private boolean field(int tag) throws IOException {
        if (tag == varint(1)) {
            axis(in.integer());
        } else if (tag == bytes(1)) {
            in.packedIntegers(this::axis);
        } else if (tag == varint(2)) {
            type = (int) in.integer();
        } else if (tag == bytes(8)) {
            name = in.text(HeaderReader.MAX_NAME_BYTES);
        } else if (tag == bytes(9)) {
            raw();
        } else if (tag == bytes(13)) {
            externalEntry();
        } else if (tag == varint(14)) {
            if (in.integer() == EXTERNAL && location.isEmpty()) {
                location = Optional.of("");
            }
        } else {
            return values(tag);
        }
        return true;
    }

    /** The typed data fields: 4 float, 5 int32, 6 string, 7 int64, 10 double, 11 uint64. */
    private boolean values(int tag) throws IOException {
        if (tag == fixed32(4)) {
            numbers(Float.BYTES, Float.BYTES);
        } else if (tag == bytes(4)) {
            numbers(in.length(), Float.BYTES);
        } else if (tag == fixed64(10)) {
            numbers(Double.BYTES, Double.BYTES);
        } else if (tag == bytes(10)) {
            numbers(in.length(), Double.BYTES);
        } else if (tag == varint(5) || tag == varint(7) || tag == varint(11)) {
            integer(in.integer());
        } else if (tag == bytes(5) || tag == bytes(7) || tag == bytes(11)) {
            in.packedIntegers(this::integer);
        } else {
            return false;
        }
        return true;
    }

    /** Values of a typed field: kept as long as they are few. */
    private void numbers(int bytes, int each) throws IOException {
        stored += bytes / each;
        if (stored > MAX_KEPT_INTEGERS) {
            numbers.clear();
            in.pass(bytes);
            return;
        }
        ByteBuffer values = ByteBuffer.wrap(in.raw(bytes)).order(ByteOrder.LITTLE_ENDIAN);
        while (values.remaining() >= each) {
            numbers.add(each == Float.BYTES ? values.getFloat() : values.getDouble());
        }
    }

    private void raw() throws IOException {
        // The type may come after the data, so short data of any type is kept.
        int length = in.length();
        rawBytes = Optional.of((long) length);
        if (length > MAX_KEPT_INTEGERS * Long.BYTES) {
            in.pass(length);
            return;
        }
        integers.clear();
        few = in.raw(length);
        LongBuffer values = ByteBuffer.wrap(few).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
        while (values.hasRemaining()) {
            integers.add(values.get());
        }
    }

    private void externalEntry() throws IOException {
        String[] pair = {"", ""};
        in.message(tag -> {
            if (tag == bytes(1)) {
                pair[0] = in.text(HeaderReader.MAX_NAME_BYTES);
            } else if (tag == bytes(2)) {
                pair[1] = in.text(HeaderReader.MAX_NAME_BYTES);
            } else {
                return false;
            }
            return true;
        });
        if (pair[0].equals("location")) {
            if (location.isPresent() && !location.get().isEmpty()) {
                throw new MalformedException("has tensor '" + MessageText.of(name) + "' with two places for its data");
            }
            location = Optional.of(pair[1]);
        }
    }

    private void integer(long value) {
        stored++;
        if (integers.size() <= MAX_KEPT_INTEGERS) {
            integers.add(value);
        }
    }

    private void axis(long size) {
        // More axes than that are refused by their size: -1 is no length.
        shape.add(shape.size() < MAX_RANK ? size : -1);
        if (shape.size() > MAX_RANK + 1) {
            shape.remove(MAX_RANK);
        }
    }
}
