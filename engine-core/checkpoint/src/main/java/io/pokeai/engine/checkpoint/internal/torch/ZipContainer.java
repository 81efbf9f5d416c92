package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.checkpoint.internal.FileBytes;
import io.pokeai.engine.checkpoint.internal.Place;
import io.pokeai.engine.checkpoint.internal.Quoted;
import io.pokeai.engine.checkpoint.internal.StoredBytes;
import io.pokeai.engine.checkpoint.internal.pickle.PickleLimits;
import io.pokeai.engine.checkpoint.internal.pickle.PickleMachine;
import io.pokeai.engine.checkpoint.internal.pickle.PyTuple;
import io.pokeai.engine.checkpoint.internal.pickle.UnfitException;
import io.pokeai.engine.checkpoint.internal.tensor.Storage;
import io.pokeai.engine.checkpoint.internal.zip.ZipArchive;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The format since PyTorch 1.6: a zip archive with a pickle, {@code TOP/data.pkl}, and a file per storage,
 * {@code TOP/data/KEY}.
 *
 * <p><b>Source</b> PyTorch 2.13, {@code torch/serialization.py}, {@code _save} and {@code _load}.
 */
final class ZipContainer {
    private static final String PICKLE = "/data.pkl";
    private static final int SHORT_TEXT = 64;

    private final ZipArchive archive;
    private final Place place;
    private final String top;
    private final ByteOrder order;
    private final Map<String, StoredBytes> storages = new HashMap<>();

    private ZipContainer(FileBytes file, ZipArchive archive) {
        this.archive = archive;
        this.place = file.place();
        this.top = top(archive, place);
        this.order = order();
    }

    static Pickled read(FileBytes file) {
        ZipContainer container = new ZipContainer(file, ZipArchive.open(file));
        String pickle = container.top + PICKLE;
        ByteBuffer bytes = container.archive.read(pickle, PickleLimits.BYTES);
        TorchContext context = new TorchContext(file.size(), container::storage);
        return new Pickled(PickleMachine.run(bytes, file.place().of(pickle), context), file.place());
    }

    /** Whether an archive is a program in TorchScript rather than a checkpoint. */
    static boolean isTorchScript(ZipArchive archive) {
        return archive.names().stream().anyMatch(name -> {
            int slash = name.indexOf('/');
            return slash > 0
                    && (name.startsWith("/code/", slash)
                            || name.substring(slash).equals("/constants.pkl"));
        });
    }

    /** The top folders that hold a pickle. */
    static List<String> tops(ZipArchive archive) {
        return archive.names().stream()
                .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length())
                .map(name -> name.substring(0, name.length() - PICKLE.length()))
                .toList();
    }

    private static String top(ZipArchive archive, Place place) {
        if (isTorchScript(archive)) {
            throw place.invalid(
                    "is a TorchScript archive: a program, not a checkpoint",
                    "Save model.state_dict() with torch.save, or export the model to ONNX.");
        }
        List<String> tops = tops(archive);
        if (tops.size() == 1) {
            return tops.get(0);
        }
        throw place.invalid(
                tops.isEmpty()
                        ? "is a zip archive without a data.pkl, not a PyTorch checkpoint"
                        : "holds two pickles, " + Quoted.text(tops.get(0) + PICKLE) + " and "
                                + Quoted.text(tops.get(1) + PICKLE),
                "Save the state dict with torch.save.");
    }

    private ByteOrder order() {
        String name = top + "/byteorder";
        if (!archive.contains(name)) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        String text = StandardCharsets.ISO_8859_1
                .decode(archive.read(name, SHORT_TEXT))
                .toString()
                .strip();
        return switch (text) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw place.damaged("its byte order is " + Quoted.text(text) + ", neither 'little' nor 'big'");
        };
    }

    private Object storage(PyTuple tuple) throws UnfitException {
        StorageId id = StorageId.of(tuple);
        String name = top + "/data/" + id.key();
        @Nullable StoredBytes bytes = storages.get(id.key());
        if (bytes == null) {
            if (!archive.contains(name)) {
                throw UnfitException.damaged("storage " + Quoted.text(id.key()) + " is not in the archive");
            }
            bytes = archive.storage(name);
            storages.put(id.key(), bytes);
        }
        if (bytes.size() < id.bytes()) {
            throw UnfitException.damaged("storage " + Quoted.text(id.key()) + " has " + bytes.size()
                    + " bytes, fewer than the " + id.elements() + " elements of " + id.dtype() + " it should hold");
        }
        Storage storage = new Storage(id.dtype(), id.elements());
        storage.fill(bytes, order);
        return storage;
    }
}
