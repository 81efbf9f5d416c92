package io.pokeai.onnx.graph;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A named tensor that a graph takes or gives.
 *
 * @param name as the graph calls it
 * @param elementType empty when it is not a tensor, or one of a type that ONNX does not know
 * @param shape empty when the file does not even tell the number of axes
 */
public record TensorType(String name, Optional<ElementType> elementType, Optional<List<Dimension>> shape) {
    public TensorType {
        Objects.requireNonNull(name);
        Objects.requireNonNull(elementType);
        shape = shape.map(List::copyOf);
    }

    /** A tensor of a known type and rank. */
    public static TensorType of(String name, ElementType elementType, Dimension... shape) {
        return new TensorType(name, Optional.of(elementType), Optional.of(List.of(shape)));
    }

    /** Such as {@code "images": [n, 3, 224, 224] float32}. */
    @Override
    public String toString() {
        return "\"" + MessageText.of(name) + "\": " + shape.map(List::toString).orElse("[any shape]") + " "
                + elementType.map(ElementType::toString).orElse("of an unknown type");
    }
}
