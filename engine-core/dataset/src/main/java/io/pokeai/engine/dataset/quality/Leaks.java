package io.pokeai.engine.dataset.quality;

import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.picture.MeasuredPicture;
import io.pokeai.engine.dataset.picture.PerceptualHash;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How many test and validation pictures the training rows have, too.
 *
 * @param testRows pictures of the test
 * @param pixels those of them whose visible pixels a training picture has, too
 * @param hash those of them whose hash a training picture has, too; such pictures look alike, and need not be the same
 * @param groups those of them that are in a group of duplicates with a training picture
 * @param validated training pictures that are in a group with one of another fold: their fold's model was trained on it
 */
public record Leaks(int testRows, int pixels, int hash, int groups, int validated) {
    static Leaks of(List<PictureRow> rows, List<MeasuredPicture> measures, Duplicates duplicates, SplitParts parts) {
        Set<String> pixels = new HashSet<>();
        Set<PerceptualHash> hashes = new HashSet<>();
        for (int row = 0; row < rows.size(); row++) {
            if (is(parts, rows.get(row), SplitParts.TRAIN_DEV)) {
                pixels.add(measures.get(row).traits().visible());
                hashes.add(measures.get(row).traits().visibleHash());
            }
        }
        int[] test = IntStream.range(0, rows.size())
                .filter(row -> is(parts, rows.get(row), SplitParts.TEST))
                .toArray();
        int samePixels = 0;
        int sameHash = 0;
        for (int row : test) {
            samePixels += pixels.contains(measures.get(row).traits().visible()) ? 1 : 0;
            sameHash += hashes.contains(measures.get(row).traits().visibleHash()) ? 1 : 0;
        }
        int leaked = 0;
        int validated = 0;
        for (List<Integer> group : duplicates.groups()) {
            leaked += tested(group, rows, parts).size();
            validated += validated(group, rows, parts).size();
        }
        return new Leaks(test.length, samePixels, sameHash, leaked, validated);
    }

    /** The test rows of a group that has training rows, too. */
    static List<Integer> tested(List<Integer> group, List<PictureRow> rows, SplitParts parts) {
        return trained(group, rows, parts).isEmpty() ? List.of() : in(SplitParts.TEST, group, rows, parts);
    }

    /** The training rows of a group. */
    static List<Integer> trained(List<Integer> group, List<PictureRow> rows, SplitParts parts) {
        return in(SplitParts.TRAIN_DEV, group, rows, parts);
    }

    private static List<Integer> in(String part, List<Integer> group, List<PictureRow> rows, SplitParts parts) {
        return group.stream().filter(row -> is(parts, rows.get(row), part)).toList();
    }

    /** The training rows of a group that is in several folds. */
    static List<Integer> validated(List<Integer> group, List<PictureRow> rows, SplitParts parts) {
        List<Integer> trained = group.stream()
                .filter(row -> parts.of(rows.get(row).path()).fold() > 0)
                .toList();
        Set<Integer> folds = trained.stream()
                .map(row -> parts.of(rows.get(row).path()).fold())
                .collect(Collectors.toSet());
        return folds.size() > 1 ? trained : List.of();
    }

    private static boolean is(SplitParts parts, PictureRow row, String name) {
        return parts.of(row.path()).name().equals(name);
    }
}
