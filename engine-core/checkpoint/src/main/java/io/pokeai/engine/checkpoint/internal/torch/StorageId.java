package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.internal.Quoted;
import io.pokeai.engine.checkpoint.internal.pickle.PyTuple;
import io.pokeai.engine.checkpoint.internal.pickle.UnfitException;

/**
 * {@code ('storage', class, key, location, elements)}: the location (a device) says nothing about the bytes.
 *
 * @param elements not negative; their bytes fit an int
 */
record StorageId(DType dtype, String key, long elements) {

    static StorageId of(PyTuple id) throws UnfitException {
        if (!"storage".equals(id.get(0)) || id.size() < 5) {
            throw UnfitException.damaged("a persistent id that is not a storage");
        }
        if (!(id.get(1) instanceof StorageClass type)) {
            throw UnfitException.damaged("a storage without a class");
        }
        if (!(id.get(2) instanceof String key) || !(id.get(3) instanceof String)) {
            throw UnfitException.damaged("a storage whose key or location is not a text");
        }
        if (!(id.get(4) instanceof Long elements) || elements < 0) {
            throw UnfitException.damaged("a storage whose number of elements is invalid");
        }
        if (elements > Integer.MAX_VALUE / type.dtype().bytes()) {
            throw UnfitException.damaged(
                    "storage " + Quoted.text(key) + " says " + elements + " elements, more than 2 GiB");
        }
        return new StorageId(type.dtype(), key, elements);
    }

    long bytes() {
        return elements * dtype.bytes();
    }
}
