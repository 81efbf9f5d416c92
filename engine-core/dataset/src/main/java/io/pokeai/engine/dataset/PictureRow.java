package io.pokeai.engine.dataset;

import io.pokeai.engine.api.EngineException;
import java.util.List;
import java.util.Objects;

/**
 * A picture of a data set.
 *
 * @param path as it is written in the table: relative to the data set's folder, or absolute
 * @param label its class; always a text, even if it looks like a number or a missing value ({@code 001}, {@code NA})
 * @param more the other columns of the table, such as width, height and hash, as they are written
 */
public record PictureRow(String path, String label, List<String> more) {
    /** @throws EngineException {@code INVALID_ARGUMENT} for an empty path or label */
    public PictureRow {
        Objects.requireNonNull(path);
        Objects.requireNonNull(label);
        more = List.copyOf(more);
        if (path.isEmpty() || label.isEmpty()) {
            throw EngineException.invalidArgument(
                    "A row has the path '" + path + "' and the label '" + label + "'.", "Neither may be empty.");
        }
    }
}
