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
     * Called when the pictures are measured and not yet split.
     *
     * @param index with measures
     * @param small the small pictures of the measures; readable until this method returns
     * @return a number by path: pictures with the same number stay on one side of a split, pictures without one may go anywhere
     * @throws InterruptedException when the study was stopped
     */
    Map<String, Integer> study(DatasetIndex index, SmallPictures small) throws InterruptedException;

    /** Called when the pictures are split and the files are written. */
    void split(DatasetSplit split);
}
