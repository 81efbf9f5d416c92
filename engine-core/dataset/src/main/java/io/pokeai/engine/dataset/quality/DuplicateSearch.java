package io.pokeai.engine.dataset.quality;

import io.pokeai.engine.dataset.DatasetIndex;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import io.pokeai.engine.dataset.picture.MeasuredPicture;
import io.pokeai.engine.dataset.picture.PerceptualHash;
import io.pokeai.engine.dataset.picture.SmallPictures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Finds duplicates: pictures with equal bytes, with equal visible pixels, or near each other.
 *
 * <p>Two pictures are near when their hashes differ in no more bits than {@link NearThreshold} allows, and their small pictures
 * by at most {@value #MOST_RMS} levels. Where very many pictures have the same hash, each is compared with
 * {@value #REPRESENTATIVES} of them at most, so that the time stays bounded.
 *
 * <p><b>Threads</b> confined to one.
 */
final class DuplicateSearch {
    /** How much two small pictures may differ, in levels from 0 to 255. */
    static final double MOST_RMS = 4;

    /** How many pictures of one hash are compared each with each. */
    static final int REPRESENTATIVES = 256;

    private final List<MeasuredPicture> measures;
    private final String[] hashes;
    private final int[] labels;
    private final SmallPictures small;

    private final UnionFind sets;
    /** The first row with the same bytes, by row. */
    private final int[] sameBytes;

    /** The first row with the same visible pixels, by row. */
    private final int[] samePixels;

    /** An earlier row that is near, by row; the row itself until one is found. */
    private final int[] near;

    private int unconfirmed;

    /** @param index with measures */
    DuplicateSearch(DatasetIndex index, SmallPictures small) {
        PictureTable table = index.pictures();
        int size = table.rows().size();
        int column = table.column(PictureTable.HASH).orElseThrow();
        Map<String, Integer> numbers = new HashMap<>();
        this.measures = index.measures();
        this.small = small;
        this.hashes = new String[size];
        this.labels = new int[size];
        this.sets = new UnionFind(size);
        this.sameBytes = new int[size];
        this.samePixels = new int[size];
        this.near = new int[size];
        for (int row = 0; row < size; row++) {
            PictureRow picture = table.rows().get(row);
            hashes[row] = picture.more().get(column);
            labels[row] = numbers.computeIfAbsent(picture.label(), label -> numbers.size());
            near[row] = row;
        }
    }

    Duplicates run() {
        List<Integer> files = firsts(sameBytes, row -> hashes[row]);
        List<Integer> pictures =
                firsts(samePixels, row -> measures.get(row).traits().visible());
        HashBuckets distinct = buckets(files);
        NearThreshold threshold = NearThreshold.of(distinct);
        confirm(buckets(pictures), pictures, threshold.distance());
        return new Duplicates(groups(), members(), threshold, unconfirmed);
    }

    /** The first row of each key; every other row is joined to the first row with its key. */
    private <K> List<Integer> firsts(int[] first, IntFunction<K> key) {
        Map<K, Integer> seen = new HashMap<>();
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < first.length; row++) {
            Integer before = seen.putIfAbsent(key.apply(row), row);
            first[row] = before == null ? row : before;
            sets.join(first[row], row);
            if (before == null) {
                rows.add(row);
            }
        }
        return rows;
    }

    private HashBuckets buckets(List<Integer> rows) {
        return new HashBuckets(
                rows.stream().mapToLong(row -> hash(row).bits()).toArray(),
                rows.stream().mapToInt(row -> labels[row]).toArray());
    }

    private PerceptualHash hash(int row) {
        return measures.get(row).traits().visibleHash();
    }

    private void confirm(HashBuckets buckets, List<Integer> pictures, int distance) {
        List<int[]> representatives = new ArrayList<>(buckets.size());
        for (int bucket = 0; bucket < buckets.size(); bucket++) {
            representatives.add(within(
                    buckets.members(bucket).stream().mapToInt(pictures::get).toArray()));
        }
        buckets.pairs().within(distance, (one, other, bits) -> {
            int[] others = representatives.get(other);
            List<byte[]> samples = IntStream.of(others).mapToObj(this::read).toList();
            for (int a : representatives.get(one)) {
                byte[] first = read(a);
                for (int i = 0; i < others.length; i++) {
                    compare(a, first, others[i], samples.get(i));
                }
            }
        });
    }

    /** Compares rows of the same hash; returns those that represent all of them. */
    private int[] within(int[] rows) {
        if (rows.length == 1) {
            return rows;
        }
        boolean many = rows.length > REPRESENTATIVES;
        List<Integer> standing = new ArrayList<>();
        List<byte[]> samples = new ArrayList<>();
        for (int row : rows) {
            byte[] own = read(row);
            boolean found = false;
            for (int i = 0; i < standing.size() && !(many && found); i++) {
                found |= compare(standing.get(i), samples.get(i), row, own);
            }
            if (!many || (!found && standing.size() < REPRESENTATIVES)) {
                standing.add(row);
                samples.add(own);
            } else if (!found) {
                unconfirmed++;
            }
        }
        return standing.stream().mapToInt(Integer::intValue).toArray();
    }

    private boolean compare(int one, byte[] oneSamples, int other, byte[] otherSamples) {
        if (sets.find(one) == sets.find(other)) {
            return true;
        }
        boolean same = SmallPictures.isWithin(oneSamples, otherSamples, MOST_RMS);
        if (same) {
            sets.join(one, other);
            int later = Math.max(one, other);
            if (near[later] == later) {
                near[later] = Math.min(one, other);
            }
        }
        return same;
    }

    private byte[] read(int row) {
        return small.read(measures.get(row).small());
    }

    private double rms(int one, int other) {
        return SmallPictures.rms(read(one), read(other));
    }

    private List<List<Integer>> groups() {
        Map<Integer, List<Integer>> found = new TreeMap<>();
        for (int row = 0; row < hashes.length; row++) {
            found.computeIfAbsent(sets.find(row), first -> new ArrayList<>()).add(row);
        }
        return found.values().stream().filter(rows -> rows.size() > 1).toList();
    }

    private List<Duplicates.Member> members() {
        List<Duplicates.Member> members = new ArrayList<>();
        for (int row = 0; row < hashes.length; row++) {
            int first = sets.find(row);
            if (first == row) {
                continue;
            }
            if (sameBytes[row] != row) {
                members.add(new Duplicates.Member(row, sameBytes[row], DuplicateGrade.BYTES, 0, 0));
            } else if (samePixels[row] != row) {
                members.add(new Duplicates.Member(row, samePixels[row], DuplicateGrade.PIXELS, 0, 0));
            } else {
                int of = near[row] == row ? first : near[row];
                members.add(new Duplicates.Member(
                        row, of, DuplicateGrade.NEAR, hash(row).distance(hash(of)), rms(row, of)));
            }
        }
        return members;
    }
}
