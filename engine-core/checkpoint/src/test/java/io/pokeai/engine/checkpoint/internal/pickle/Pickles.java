package io.pokeai.engine.checkpoint.internal.pickle;

import io.pokeai.engine.checkpoint.internal.Place;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs pickles that name nothing. */
final class Pickles {
    private static final PickleContext NOTHING = new PickleContext() {
        @Override
        public Global global(String module, String name) throws UnfitException {
            throw UnfitException.refused("refuses global '" + module + "." + name + "'");
        }

        @Override
        public Object persistent(Object id) {
            return id;
        }
    };

    private Pickles() {}

    static Object run(byte[] pickle) {
        return PickleMachine.run(ByteBuffer.wrap(pickle), new Place("file", "data.pkl"), NOTHING);
    }

    /** Each character is a byte. */
    static Object run(String latin1) {
        return run(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A result as Java's lists and maps, for comparison; tuples too are lists. */
    static Object plain(Object value) {
        if (value instanceof PyTuple tuple) {
            return plain(tuple.items());
        }
        if (value instanceof PyList list) {
            return plain(list.items());
        }
        if (value instanceof PyDict dict) {
            Map<Object, Object> map = new LinkedHashMap<>();
            dict.items().forEach((key, item) -> map.put(plain(key), plain(item)));
            return map;
        }
        return value;
    }

    private static List<Object> plain(List<Object> items) {
        List<Object> plain = new ArrayList<>();
        items.forEach(item -> plain.add(plain(item)));
        return plain;
    }
}
