package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.checkpoint.internal.FileBytes;
import io.pokeai.engine.checkpoint.internal.Place;
import io.pokeai.engine.checkpoint.internal.Quoted;
import io.pokeai.engine.checkpoint.internal.StoredBytes;
import io.pokeai.engine.checkpoint.internal.pickle.Global;
import io.pokeai.engine.checkpoint.internal.pickle.PickleContext;
import io.pokeai.engine.checkpoint.internal.pickle.PickleLimits;
import io.pokeai.engine.checkpoint.internal.pickle.PickleMachine;
import io.pokeai.engine.checkpoint.internal.pickle.PyDict;
import io.pokeai.engine.checkpoint.internal.pickle.PyList;
import io.pokeai.engine.checkpoint.internal.pickle.PyNone;
import io.pokeai.engine.checkpoint.internal.pickle.PyTuple;
import io.pokeai.engine.checkpoint.internal.pickle.UnfitException;
import io.pokeai.engine.checkpoint.internal.tensor.Storage;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The format before PyTorch 1.6: five pickles in a row (magic number, protocol, a description of the machine, the object,
 * the keys of the storages), then per key its number of elements and its bytes.
 *
 * <p><b>Source</b> PyTorch 2.13, {@code torch/serialization.py}, {@code _legacy_save} and {@code _legacy_load}.
 */
final class LegacyContainer {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long PROTOCOL = 1001;

    /** The magic number as a pickle takes 15 bytes, 26 or so in decimals. */
    private static final int MAGIC_BYTES = 64;

    /** The first three pickles are numbers and a dict of numbers. */
    private static final PickleContext NO_NAMES = new PickleContext() {
        @Override
        public Global global(String module, String name) throws UnfitException {
            throw UnfitException.refused("refuses global " + Quoted.text(module + "." + name));
        }

        @Override
        public Object persistent(Object id) throws UnfitException {
            throw UnfitException.damaged("a persistent id where a number belongs");
        }
    };

    private final FileBytes file;
    private final Place place;
    private final Map<String, Root> roots = new HashMap<>();

    /** A storage that has bytes of its own, and the views of it that the pickle names. */
    private record Root(Storage storage, List<View> views) {}

    private record View(long offset, Storage part) {}

    private LegacyContainer(FileBytes file) {
        this.file = file;
        this.place = file.place();
    }

    static Pickled read(FileBytes file) {
        return new LegacyContainer(file).read();
    }

    /** Whether a file begins with the magic number. */
    static boolean isLegacy(FileBytes file) {
        ByteBuffer head = file.slice(0, Math.min(file.size(), MAGIC_BYTES));
        try {
            return MAGIC.equals(PickleMachine.run(head, file.place(), NO_NAMES));
        } catch (io.pokeai.engine.api.EngineException e) {
            return false;
        }
    }

    private Pickled read() {
        ByteBuffer pickles = file.slice(0, Math.min(file.size(), PickleLimits.BYTES));
        if (!MAGIC.equals(PickleMachine.run(pickles, place, NO_NAMES))) {
            throw place.damaged("does not begin with the magic number of PyTorch");
        }
        Object protocol = PickleMachine.run(pickles, place, NO_NAMES);
        if (!(protocol instanceof Long number) || number != PROTOCOL) {
            throw place.damaged("says a protocol other than " + PROTOCOL);
        }
        if (PickleMachine.run(pickles, place, NO_NAMES) instanceof PyDict machine
                && Boolean.FALSE.equals(machine.get("little_endian"))) {
            throw place.invalid(
                    "was written in the old format on a big-endian machine",
                    "Load it with PyTorch there and save it again.");
        }
        Object root = PickleMachine.run(pickles, place, new TorchContext(file.size(), this::persistent));
        Object keys = PickleMachine.run(pickles, place, NO_NAMES);
        if (!(keys instanceof PyList list)) {
            throw place.damaged("the keys of its storages are not a list");
        }
        fill(list.items(), pickles.position());
        return new Pickled(root, place);
    }

    private Object persistent(PyTuple tuple) throws UnfitException {
        if ("module".equals(tuple.get(0))) {
            return module(tuple);
        }
        StorageId id = StorageId.of(tuple);
        Root root = roots.computeIfAbsent(
                id.key(), key -> new Root(new Storage(id.dtype(), id.elements()), new ArrayList<>()));
        if (root.storage.elements() != id.elements() || root.storage.dtype() != id.dtype()) {
            throw UnfitException.damaged("storage " + Quoted.text(id.key()) + " is of two types or sizes");
        }
        Object view = tuple.size() > 5 ? tuple.get(5) : PyNone.NONE;
        return view == PyNone.NONE ? root.storage : view(root, view);
    }

    /** {@code ('module', class, file, source text)}: what stands where a module class is named. */
    private static Object module(PyTuple tuple) throws UnfitException {
        if (tuple.size() == 4 && tuple.get(1) instanceof ObjectClass type) {
            return type;
        }
        throw UnfitException.damaged("a persistent id of a module without a class");
    }

    /** {@code (key, offset, elements)}: a part of a storage, as PyTorch before 0.4 had it. */
    private static Storage view(Root root, Object value) throws UnfitException {
        if (!(value instanceof PyTuple tuple)
                || tuple.size() != 3
                || !(tuple.get(1) instanceof Long offset)
                || !(tuple.get(2) instanceof Long elements)) {
            throw UnfitException.damaged("an invalid storage view");
        }
        long stored = root.storage.elements();
        if (offset < 0 || elements < 0 || offset > stored || elements > stored - offset) {
            throw UnfitException.damaged("a storage view that reaches outside its storage of " + stored + " elements");
        }
        Storage part = new Storage(root.storage.dtype(), elements);
        root.views.add(new View(offset, part));
        return part;
    }

    private void fill(List<Object> keys, long start) {
        long at = start;
        Map<String, Root> missing = new HashMap<>(roots);
        for (Object key : keys) {
            @Nullable Root root = missing.remove(key);
            if (root == null) {
                throw place.damaged("lists a storage that its tensors do not use, or twice");
            }
            Storage storage = root.storage;
            long elements = file.slice(at, Long.BYTES).getLong();
            if (elements != storage.elements()) {
                throw place.damaged("a storage says " + elements + " elements where its tensors say "
                        + storage.elements() + place.at(at));
            }
            at += Long.BYTES;
            int size = storage.dtype().bytes();
            StoredBytes bytes = file.region(at, elements * size);
            storage.fill(bytes, ByteOrder.LITTLE_ENDIAN);
            for (View view : root.views) {
                int from = (int) view.offset * size;
                view.part.fill(bytes.slice(from, bytes.size() - from), ByteOrder.LITTLE_ENDIAN);
            }
            at += elements * size;
        }
        if (!missing.isEmpty()) {
            throw place.damaged("ends without " + missing.size() + " of its storages");
        }
    }
}
