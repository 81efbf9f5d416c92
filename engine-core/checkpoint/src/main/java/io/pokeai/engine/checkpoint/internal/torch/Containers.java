package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.checkpoint.internal.pickle.Global;
import io.pokeai.engine.checkpoint.internal.pickle.PyBytes;
import io.pokeai.engine.checkpoint.internal.pickle.PyDict;
import io.pokeai.engine.checkpoint.internal.pickle.PyInstance;
import io.pokeai.engine.checkpoint.internal.pickle.PyList;
import io.pokeai.engine.checkpoint.internal.pickle.PyTuple;
import io.pokeai.engine.checkpoint.internal.pickle.UnfitException;
import java.util.List;

/** Calls that make Python's own containers. */
final class Containers {
    /** Of one pickle, for one list can be copied again and again. */
    private static final int COPIED_PAIRS = 100_000;

    private int copied;

    /** {@code OrderedDict()}, or Python 2's {@code OrderedDict([[key, value], …])}. */
    Object orderedDict(PyTuple arguments) throws UnfitException {
        PyDict dict = new PyDict();
        if (arguments.size() == 0) {
            return dict;
        }
        List<Object> pairs = items(only(arguments, "collections.OrderedDict"), "collections.OrderedDict");
        copied += pairs.size();
        if (copied > COPIED_PAIRS) {
            throw UnfitException.tooMuch("copies more than " + COPIED_PAIRS + " pairs into dicts");
        }
        for (Object item : pairs) {
            List<Object> pair = items(item, "collections.OrderedDict");
            if (pair.size() != 2 || !(pair.get(0) instanceof String key)) {
                throw UnfitException.damaged("collections.OrderedDict with something else than pairs");
            }
            dict.put(key, pair.get(1));
        }
        return dict;
    }

    /** {@code defaultdict(factory)}: the factory is a name and stays one. */
    static Object defaultDict(PyTuple arguments) throws UnfitException {
        if (arguments.size() > 1) {
            throw UnfitException.damaged("collections.defaultdict with " + arguments.size() + " arguments");
        }
        return new PyDict();
    }

    /** {@code Counter({…})}. */
    static Object counter(PyTuple arguments) throws UnfitException {
        if (arguments.size() == 0) {
            return new PyDict();
        }
        if (only(arguments, "collections.Counter") instanceof PyDict counts) {
            return counts;
        }
        throw UnfitException.damaged("collections.Counter of something that is not a dict");
    }

    /** {@code set([…])} and {@code frozenset([…])}: the list itself, whose order stays. */
    static Object set(PyTuple arguments) throws UnfitException {
        if (arguments.size() == 0) {
            return new PyList(List.of());
        }
        if (only(arguments, "set") instanceof PyList list) {
            return list;
        }
        throw UnfitException.damaged("set of something that is not a list");
    }

    /** {@code torch.Size((…))}. */
    static Object size(PyTuple arguments) throws UnfitException {
        if (arguments.size() == 0) {
            return arguments;
        }
        if (only(arguments, "torch.Size") instanceof PyTuple sizes) {
            return sizes;
        }
        throw UnfitException.damaged("torch.Size of something that is not a tuple");
    }

    /** {@code _codecs.encode(text, 'latin1')} and {@code bytearray(…)}: how old protocols write bytes. */
    static Object bytes(PyTuple arguments) {
        Object text = arguments.size() == 0 ? "" : arguments.get(0);
        if (text instanceof PyBytes bytes) {
            return bytes;
        }
        return new PyBytes(text instanceof String string ? string.length() : 0);
    }

    /** {@code copyreg._reconstructor(class, object, None)}: how protocols 0 and 1 write objects. */
    static Object reconstructed(PyTuple arguments) throws UnfitException {
        if (arguments.size() == 3 && arguments.get(0) instanceof ObjectClass type) {
            return type.instantiate();
        }
        if (arguments.size() == 3 && arguments.get(0) instanceof Global global) {
            throw UnfitException.refused("refuses to build a '" + global.name() + "'");
        }
        throw UnfitException.damaged("copyreg._reconstructor without a class");
    }

    /** A call whose result is of no use here. */
    static Function.Body opaque(String type) {
        return arguments -> new PyInstance(type);
    }

    private static Object only(PyTuple arguments, String name) throws UnfitException {
        if (arguments.size() != 1) {
            throw UnfitException.damaged(name + " with " + arguments.size() + " arguments");
        }
        return arguments.get(0);
    }

    private static List<Object> items(Object value, String name) throws UnfitException {
        if (value instanceof PyList list) {
            return list.items();
        }
        if (value instanceof PyTuple tuple) {
            return tuple.items();
        }
        throw UnfitException.damaged(name + " of something that is not a list");
    }
}
