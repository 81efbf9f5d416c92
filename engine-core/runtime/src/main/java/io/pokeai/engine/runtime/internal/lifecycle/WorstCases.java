package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.ShadowReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The pictures about which two generations differ most, each once, with what both saw of it.
 *
 * <p><b>Threads</b> confined to whoever guards it. <b>Memory</b> at most {@link ShadowReport#MAX_WORST} pictures of
 * {@link SeenCrop#MOST_PIXELS}.
 */
final class WorstCases {
    private static final Comparator<Kept> WORST_FIRST = Comparator.comparingDouble(
                    (Kept kept) -> kept.picture().difference())
            .reversed();

    private final List<Kept> all = new ArrayList<>();

    private record Kept(ShadowReport.Case picture, Optional<Image> seen) {}

    /** Whether a picture with this difference is among the worst so far. */
    boolean wants(double difference) {
        return difference > 0
                && (all.size() < ShadowReport.MAX_WORST
                        || difference > all.get(all.size() - 1).picture().difference());
    }

    /** Adds a picture; one that is among them already counts once, by its larger difference. */
    void add(ShadowReport.Case picture, Optional<Image> seen) {
        for (Kept kept : List.copyOf(all)) {
            if (kept.picture().picture().equals(picture.picture())
                    && kept.picture().sha256().equals(picture.sha256())) {
                if (kept.picture().difference() > picture.difference()) {
                    return;
                }
                all.remove(kept);
            }
        }
        all.add(new Kept(picture, seen));
        all.sort(WORST_FIRST);
        while (all.size() > ShadowReport.MAX_WORST) {
            all.remove(all.size() - 1);
        }
    }

    /** The worst first. */
    List<ShadowReport.Case> list() {
        return all.stream().map(Kept::picture).toList();
    }

    /** What was seen of one of them. */
    Optional<Image> seen(String sha256) {
        return all.stream()
                .filter(kept -> kept.picture().sha256().equals(sha256))
                .findFirst()
                .flatMap(Kept::seen);
    }
}
