package io.pokeai.service.internal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When a refused request is told to come again. */
class WorkLimitTest {
    private final AtomicLong clock = new AtomicLong();

    @Test
    void whoIsRefusedIsToldHowLongTheOthersTake() {
        WorkLimit limit = new WorkLimit(40, clock::get);
        Deque<WorkLimit.Place> places = new ArrayDeque<>();
        for (int i = 0; i < 40; i++) {
            places.add(limit.enter());
        }
        // An answer each 250 ms, for long enough to be the mean: 40 in flight take 10 s.
        for (int i = 0; i < 400; i++) {
            clock.addAndGet(Duration.ofMillis(250).toNanos());
            places.remove().close();
            places.add(limit.enter());
        }
        assertThat(limit.retryAfter()).isBetween(Duration.ofMillis(9_500), Duration.ofMillis(10_000));
        assertThatThrownBy(limit::enter).isInstanceOfSatisfying(HttpFailure.class, failure -> {
            assertThat(failure.status()).isEqualTo(429);
            assertThat(failure.headers()).containsEntry("Retry-After", "10");
        });
    }

    @Test
    void timeWithoutWorkDoesNotCount() {
        WorkLimit limit = new WorkLimit(1, clock::get);
        for (int i = 0; i < 400; i++) {
            clock.addAndGet(Duration.ofHours(1).toNanos());
            WorkLimit.Place place = limit.enter();
            clock.addAndGet(Duration.ofMillis(10).toNanos());
            place.close();
        }
        WorkLimit.Place place = limit.enter();
        assertThat(limit.retryAfter()).isBetween(Duration.ofMillis(9), Duration.ofMillis(11));
        place.close();
        place.close();
        assertThat(limit.inFlight()).isZero();
    }

    @Test
    void nobodyIsSentAwayForLongerThanAMinute() {
        WorkLimit limit = new WorkLimit(1, clock::get);
        WorkLimit.Place place = limit.enter();
        clock.addAndGet(Duration.ofDays(1).toNanos());
        place.close();
        limit.enter();
        assertThat(limit.retryAfter()).isEqualTo(Duration.ofSeconds(60));
    }
}
