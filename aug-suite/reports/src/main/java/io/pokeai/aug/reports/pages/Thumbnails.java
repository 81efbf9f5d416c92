package io.pokeai.aug.reports.pages;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The small pictures of a page, as {@code data:} URLs: bounded in number and in bytes.
 *
 * <p><b>Threads</b> confined to one thread.
 */
final class Thumbnails {
    /** More pictures are never shown. */
    static final int MOST = 500;

    private static final int SIDE = 112;

    private final RowPictures pictures;
    private final int most;
    private final long mostBytes;
    private final Map<Integer, String> urls = new LinkedHashMap<>();
    private int asked;
    private long bytes;

    Thumbnails(RowPictures pictures, int most, long mostBytes) {
        this.pictures = pictures;
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** Adds the picture of a row if it still fits. */
    void add(int row) {
        if (pictures == RowPictures.NONE || asked >= most || bytes >= mostBytes || urls.containsKey(row)) {
            return;
        }
        asked++;
        pictures.picture(row).map(image -> Thumbnail.url(image, SIDE)).ifPresent(url -> {
            if (bytes + url.length() <= mostBytes) {
                urls.put(row, url);
                bytes += url.length();
            }
        });
    }

    /** By row, in the order in which they were added. */
    Map<Integer, String> urls() {
        return urls;
    }
}
