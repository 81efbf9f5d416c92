package io.pokeai.engine.dataset.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class HashPairsTest {
    /** Hashes with few bits set are near each other often, and share parts often. */
    @Property(tries = 150)
    void noPairIsMissedAndNoneComesTwice(
            @ForAll @Size(max = 60) @UniqueElements Set<@IntRange(max = 4000) Integer> numbers,
            @ForAll @IntRange(max = 6) int most,
            @ForAll @IntRange(max = 48) int shift) {
        long[] hashes = numbers.stream()
                .mapToLong(number -> Long.rotateLeft(number * 0x0001_0001_0000_0001L, shift))
                .distinct()
                .toArray();
        Set<String> expected = new TreeSet<>();
        for (int i = 0; i < hashes.length; i++) {
            for (int j = i + 1; j < hashes.length; j++) {
                int distance = Long.bitCount(hashes[i] ^ hashes[j]);
                if (distance <= most) {
                    expected.add(i + " " + j + " " + distance);
                }
            }
        }
        Set<String> found = new TreeSet<>();
        new HashPairs(hashes)
                .within(
                        most,
                        (one, other, distance) -> assertThat(
                                        found.add(Math.min(one, other) + " " + Math.max(one, other) + " " + distance))
                                .isTrue());
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void equalHashesAreCountedWithoutMeetingEachOther() {
        int pictures = 100_000;
        long[] hashes = new long[pictures];
        int[] labels = new int[pictures];
        labels[0] = 1;
        long[] all = new long[1];
        long[] crossing = new long[1];
        new HashBuckets(hashes, labels).count(0, all, crossing);
        assertThat(all[0]).isEqualTo(4_999_950_000L);
        assertThat(crossing[0]).isEqualTo(99_999);
    }

    @Test
    void theThresholdIsTheLargestDistanceWithHardlyAPairAcrossClasses() {
        // 200 pairs of one class at distance 0; at distance 2 pairs of two classes.
        long[] hashes = new long[402];
        int[] labels = new int[402];
        for (int i = 0; i < 400; i++) {
            hashes[i] = (i / 2 + 1) * 0x9E37_79B9_7F4A_7C15L;
            labels[i] = i / 2;
        }
        hashes[400] = hashes[0] ^ 3;
        labels[400] = 900;
        hashes[401] = hashes[2] ^ 3;
        labels[401] = 901;
        NearThreshold threshold = NearThreshold.of(new HashBuckets(hashes, labels));
        assertThat(threshold.distance()).isEqualTo(1);
        assertThat(threshold.levels().get(0)).isEqualTo(new NearThreshold.Level(0, 200, 0));
        assertThat(threshold.levels().get(2)).isEqualTo(new NearThreshold.Level(2, 204, 4));
    }
}
