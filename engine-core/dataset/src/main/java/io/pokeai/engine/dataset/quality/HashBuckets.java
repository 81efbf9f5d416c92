package io.pokeai.engine.dataset.quality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pictures by their hash. Pictures of one colour all have the same; their pairs are counted by multiplication, never one by
 * one.
 *
 * <p><b>Threads</b> immutable.
 */
final class HashBuckets {
    private final List<List<Integer>> members = new ArrayList<>();
    private final List<Map<Integer, Integer>> labels = new ArrayList<>();
    private final HashPairs pairs;

    /**
     * @param hashes of pictures
     * @param labels of the same pictures, as numbers
     */
    HashBuckets(long[] hashes, int[] labels) {
        Map<Long, List<Integer>> found = new LinkedHashMap<>();
        for (int i = 0; i < hashes.length; i++) {
            found.computeIfAbsent(hashes[i], hash -> new ArrayList<>()).add(i);
        }
        for (List<Integer> bucket : found.values()) {
            members.add(bucket);
            Map<Integer, Integer> counts = new HashMap<>();
            bucket.forEach(picture -> counts.merge(labels[picture], 1, Integer::sum));
            this.labels.add(counts);
        }
        this.pairs =
                new HashPairs(found.keySet().stream().mapToLong(Long::longValue).toArray());
    }

    int size() {
        return members.size();
    }

    /** The pictures of a bucket, ascending. */
    List<Integer> members(int bucket) {
        return members.get(bucket);
    }

    HashPairs pairs() {
        return pairs;
    }

    /** Adds the number of pairs at each distance up to {@code most} bits, and how many of them have two labels. */
    void count(int most, long[] all, long[] crossing) {
        for (int bucket = 0; bucket < size(); bucket++) {
            long size = members(bucket).size();
            long same = 0;
            for (long count : labels.get(bucket).values()) {
                same += count * (count - 1) / 2;
            }
            all[0] += size * (size - 1) / 2;
            crossing[0] += size * (size - 1) / 2 - same;
        }
        pairs.within(most, (one, other, distance) -> {
            long count = (long) members(one).size() * members(other).size();
            all[distance] += count;
            crossing[distance] += count - sameLabels(labels.get(one), labels.get(other));
        });
    }

    private static long sameLabels(Map<Integer, Integer> one, Map<Integer, Integer> other) {
        Map<Integer, Integer> fewer = one.size() <= other.size() ? one : other;
        Map<Integer, Integer> more = fewer == one ? other : one;
        long same = 0;
        for (Map.Entry<Integer, Integer> label : fewer.entrySet()) {
            same += (long) label.getValue() * more.getOrDefault(label.getKey(), 0);
        }
        return same;
    }
}
