package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A service whose model changes a thousand times by every road, while eight clients ask: none fails, none is wrong, and memory stays flat.
 *
 * <p>{@code -Dpokeai.itest.serve.swaps=100} makes it shorter.
 */
@Tag("slow")
class ServeSwapSoakIT {
    private static final int SWAPS = Integer.getInteger("pokeai.itest.serve.swaps", 1000);
    private static final int SECONDS = Math.max(5, SWAPS / 25);

    private static final List<ServedSwaps.Road> ROADS = List.of(ServedSwaps.Road.values());

    /** Calls between two changes, so that each change meets calls. */
    private static final int CALLS = 8;

    private static final int SAMPLE_EVERY = Math.max(1, SWAPS / 100);

    /** Of the memory at the end, what the last half may have added: a session that stays open costs some hundred kB at least. */
    private static final double MAX_GROWTH = 0.1;

    @Test
    void noCallFailsAndNoneIsWrongWhileEverythingChanges() throws Exception {
        assumeTrue(ProcessFacts.available(), "needs /proc");
        Installation user = Installation.create("serve-soak");
        try (ServedSwaps service = ServedSwaps.begin(user)) {
            ServedCallers callers = service.callers();
            callers.awaitAnswers(1000);
            callers.p99Millis();
            TimeUnit.SECONDS.sleep(SECONDS);
            double without = callers.p99Millis();
            for (int second = 0; second < SECONDS; second++) {
                long began = System.nanoTime();
                service.change(ServedSwaps.Road.SWAP);
                TimeUnit.NANOSECONDS.sleep(TimeUnit.SECONDS.toNanos(1) - (System.nanoTime() - began));
            }
            double with = callers.p99Millis();

            List<Long> resident = new ArrayList<>();
            Map<ServedSwaps.Road, Integer> made = new EnumMap<>(ServedSwaps.Road.class);
            for (int turn = 0; turn < SWAPS && callers.faults().isEmpty(); turn++) {
                ServedSwaps.Road road = ROADS.get(turn % ROADS.size());
                service.change(road);
                made.merge(road, 1, Integer::sum);
                callers.awaitAnswers(CALLS);
                if (turn % SAMPLE_EVERY == 0) {
                    resident.add(service.residentKilobytes());
                }
            }
            Figures.print("serve.soak.swaps", SWAPS + SECONDS, "changes");
            made.forEach((road, count) -> Figures.print("serve.soak." + road, count, "changes"));
            Figures.print("serve.soak.answers", callers.answers(), "right answers");
            Figures.print("serve.soak.unloaded", callers.refused(), "honest 503s");
            Figures.print("serve.soak.p99-without-swaps", without, "ms");
            Figures.print("serve.soak.p99-one-swap-a-second", with, "ms");
            Figures.print("serve.soak.rss-first", resident.get(0), "kB");
            Figures.print("serve.soak.rss-last", resident.get(resident.size() - 1), "kB");
            double slope = Figures.slopeOfLastHalf(resident) / SAMPLE_EVERY;
            Figures.print("serve.soak.rss-slope-last-half", slope, "kB/swap");
            assertThat(callers.faults()).isEmpty();
            assertThat(slope * SWAPS / 2).isLessThan(MAX_GROWTH * resident.get(resident.size() - 1));
            Outcome outcome = service.end();
            assertThat(outcome.status()).as(outcome.err()).isEqualTo(143);
        } finally {
            user.delete();
        }
    }
}
