package io.pokeai.onnx.graph;

import static io.pokeai.onnx.graph.ProtoFields.bytes;
import static io.pokeai.onnx.graph.ProtoFields.varint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a {@code ValueInfoProto}: name, element type and shape of what a graph takes or gives. */
final class TensorTypeReader {
    private static final int MAX_RANK = 64;

    private final ProtoFields in;
    private final List<Dimension> shape = new ArrayList<>();
    private String name = "";
    private int elementType;
    private boolean hasShape;

    TensorTypeReader(ProtoFields in) {
        this.in = in;
    }

    TensorType read() throws IOException {
        in.message(tag -> {
            if (tag == bytes(1)) {
                name = in.text(HeaderReader.MAX_NAME_BYTES);
                return true;
            }
            return tag == bytes(2) && type();
        });
        return new TensorType(name, ElementType.of(elementType), hasShape ? Optional.of(shape) : Optional.empty());
    }

    /** {@code TypeProto}: only tensors (field 1) are of interest. */
    private boolean type() throws IOException {
        in.message(tag -> tag == bytes(1) && tensor());
        return true;
    }

    private boolean tensor() throws IOException {
        in.message(tag -> {
            if (tag == varint(1)) {
                elementType = (int) in.integer();
                return true;
            }
            return tag == bytes(2) && shape();
        });
        return true;
    }

    private boolean shape() throws IOException {
        hasShape = true;
        in.message(tag -> tag == bytes(1) && axis());
        return true;
    }

    private boolean axis() throws IOException {
        if (shape.size() >= MAX_RANK) {
            throw new MalformedException("has a tensor with more than " + MAX_RANK + " axes");
        }
        int index = shape.size();
        shape.add(Dimension.open());
        in.message(tag -> {
            if (tag == varint(1)) {
                // -1, an open axis, is what some exporters write.
                shape.set(index, Dimension.of(in.integer()));
            } else if (tag == bytes(2)) {
                shape.set(index, Dimension.symbol(in.text(HeaderReader.MAX_NAME_BYTES)));
            } else {
                return false;
            }
            return true;
        });
        return true;
    }
}
