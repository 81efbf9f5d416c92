package io.pokeai.engine.dataset.quality;

import io.pokeai.engine.dataset.PictureRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pictures that occur more than once in a data set.
 *
 * @param groups rows that show the same, ascending, groups of two and more in the order of their first rows
 * @param members every row that is not the first of its group, ascending
 * @param threshold of near duplicates
 * @param unconfirmed pictures that were compared with only some of those with the same hash, because there are very many
 */
public record Duplicates(List<List<Integer>> groups, List<Member> members, NearThreshold threshold, int unconfirmed) {
    public Duplicates {
        groups = List.copyOf(groups);
        members = List.copyOf(members);
    }

    /**
     * A picture that shows what an earlier one shows.
     *
     * @param row its number
     * @param of an earlier row that shows the same
     * @param grade how alike the two are
     * @param distance of their hashes in bits
     * @param rms of their small pictures in levels from 0 to 255
     */
    public record Member(int row, int of, DuplicateGrade grade, int distance, double rms) {}

    /**
     * A number by path: pictures that show the same have the same number, pictures that occur once have none.
     *
     * @param rows of the index
     */
    Map<String, Integer> groupsByPath(List<PictureRow> rows) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int group = 0; group < groups.size(); group++) {
            for (int row : groups.get(group)) {
                numbers.put(rows.get(row).path(), group);
            }
        }
        return numbers;
    }

    /** How many pictures are duplicates of an earlier one, in this grade. */
    public long count(DuplicateGrade grade) {
        return members.stream().filter(member -> member.grade() == grade).count();
    }
}
