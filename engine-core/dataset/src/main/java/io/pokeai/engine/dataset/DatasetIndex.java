package io.pokeai.engine.dataset;

import io.pokeai.engine.dataset.picture.MeasuredPicture;
import java.util.List;

/**
 * The pictures of a data set.
 *
 * @param pictures those that can be read, with width, height and hash
 * @param unreadable those that cannot, in the order of the index
 * @param measures of each of {@code pictures}, when they were measured; else empty
 */
public record DatasetIndex(PictureTable pictures, List<UnreadablePicture> unreadable, List<MeasuredPicture> measures) {
    /** The columns of {@link #pictures}, besides path and label. */
    public static final List<String> COLUMNS = List.of("width", "height", PictureTable.HASH);

    public DatasetIndex {
        unreadable = List.copyOf(unreadable);
        measures = List.copyOf(measures);
    }

    /** Each picture once: of files with equal bytes the first one stays, across classes too. */
    public PictureTable distinct() {
        return pictures.distinctBy(pictures.column(PictureTable.HASH).orElseThrow());
    }
}
