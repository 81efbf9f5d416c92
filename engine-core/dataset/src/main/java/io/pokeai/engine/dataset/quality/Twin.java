package io.pokeai.engine.dataset.quality;

import java.util.Optional;

/**
 * The twins of a test picture among the training rows.
 *
 * @param path of the test row
 * @param label of the test row
 * @param samePixels the first training picture with exactly the same visible pixels
 * @param sameHash the first training picture with the same pHash of its visible pixels; such pictures look alike, and need not
 *     be the same
 */
public record Twin(String path, String label, Optional<SeenPicture> samePixels, Optional<SeenPicture> sameHash) {
    /**
     * A training picture.
     *
     * @param path of its row
     * @param label of its row
     */
    public record SeenPicture(String path, String label) {}

    /** Whether the training rows have a picture that looks the same or nearly so: pHash distance 0. */
    public boolean isSeen() {
        return samePixels.isPresent() || sameHash.isPresent();
    }
}
