package io.pokeai.engine.dataset;

import io.pokeai.engine.dataset.picture.SmallPictures;
import java.util.Map;

/**
 * Looks at the pictures of a data set while it is prepared.
 *
 * <p><b>Threads</b> called by the thread that prepares.
 */
public interface PictureStudy {
    /**
     * The pictures are measured; they are not split yet.
     *
     * @param index with measures
     * @param small the small pictures of the measures; only until this returns
     * @return pictures that belong on one side of a split have the same number here, by path; a picture that is not here may go
     *     anywhere
     * @throws InterruptedException when it was stopped
     */
    Map<String, Integer> study(DatasetIndex index, SmallPictures small) throws InterruptedException;

    /** The pictures are split, and the files are written. */
    void split(DatasetSplit split);
}
