package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.reports.pages.Thumbnail;
import io.pokeai.aug.robustness.PlannedCorruption;
import java.util.Optional;

/**
 * The pictures of a page, bounded in bytes.
 *
 * <p><b>Threads</b> confined to one.
 */
final class PictureUrls {
    private final CellPictures pictures;
    private long left;

    /** @param most bytes of all URLs together */
    PictureUrls(CellPictures pictures, long most) {
        this.pictures = pictures;
        this.left = most;
    }

    /**
     * A picture of at most so many pixels in width and height.
     *
     * @return empty when it cannot be shown, or when the page has no room left
     */
    Optional<String> url(int row, PlannedCorruption corruption, int severity, int side) {
        if (left <= 0) {
            return Optional.empty();
        }
        return pictures.picture(row, corruption, severity)
                .map(image -> Thumbnail.url(image, side))
                .filter(url -> {
                    left -= url.length();
                    return left >= 0;
                });
    }
}
