package io.pokeai.aug.robustness.cells;

import io.pokeai.aug.evaluation.run.JournalKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that the answers of a cell depend on: equal keys, equal answers, so that a finished cell need not be asked for again.
 *
 * @param parts by name, each in one line, in the order in which differences are told
 */
public record CellKey(Map<String, String> parts) {
    /** The content hash of the model's files. */
    public static final String MODEL = "version of the model";

    /** Id of the back end, its version as far as that is known, and the device. */
    public static final String BACKEND = "back end";

    /** What the model was trained to see. */
    public static final String INPUT = "input spec";

    /** A hash of the class names in index order. */
    public static final String CLASSES = "class list";

    /** Name and id. */
    public static final String AUGMENTATION = "augmentation";

    /** What identifies the definition of the augmentation at this severity. */
    public static final String DEFINITION = "definition of the augmentation";

    /** From 1; 0 is the clean picture. */
    public static final String SEVERITY = "severity";

    /** Of the random numbers; {@code none} where none is drawn. */
    public static final String SEED = "seed";

    /** A hash over path, content and label of each picture. */
    public static final String DATA = "data set";

    /** How pictures were saved and read again after they were corrupted; missing where they were not. */
    public static final String FILE = "intermediate file";

    /** The order of the parts is kept. */
    public CellKey {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /** SHA-256 over all parts, in hexadecimal digits. */
    public String hash() {
        return new JournalKey(parts).hash();
    }

    /** One part; empty for a name that this key does not have. */
    public String part(String name) {
        return parts.getOrDefault(name, "");
    }

    /** What has changed since another key, for people; empty when nothing has. */
    public Optional<String> differenceFrom(CellKey before) {
        return new JournalKey(parts).differenceFrom(new JournalKey(before.parts));
    }
}
