package io.pokeai.service.spi;

import java.util.List;

/**
 * A tensor of a model.
 *
 * @param datatype such as {@code FP32}
 * @param shape -1 where any length fits
 */
public record TensorMetadata(String name, String datatype, List<Long> shape) {
    public TensorMetadata {
        shape = List.copyOf(shape);
    }
}
