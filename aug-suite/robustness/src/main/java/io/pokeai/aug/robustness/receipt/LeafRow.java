package io.pokeai.aug.robustness.receipt;

import io.pokeai.aug.robustness.LabelledPictures;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of the data set.
 *
 * @param path as the table has it
 * @param content SHA-256 of the file in hexadecimal digits, or {@link LabelledPictures#NOT_READ}
 */
record LeafRow(String path, String content, String label) {
    static List<LeafRow> of(LabelledPictures pictures) {
        List<LeafRow> rows = new ArrayList<>();
        for (int row = 0; row < pictures.size(); row++) {
            rows.add(new LeafRow(
                    pictures.row(row).path(),
                    pictures.content(row),
                    pictures.row(row).label()));
        }
        return rows;
    }

    /** The Merkle root of rows: each leaf is path, content and label, each followed by a zero byte. */
    static String root(List<LeafRow> rows) {
        return MerkleTree.root(rows.size(), row -> rows.get(row).leaf());
    }

    private byte[] leaf() {
        return (path + '\0' + content + '\0' + label + '\0').getBytes(StandardCharsets.UTF_8);
    }
}
