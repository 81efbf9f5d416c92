package io.pokeai.aug.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobTransitionsTest {
    /** As docs/jobs.md has them. */
    private static final Set<String> LEGAL = Stream.of(
                    "QUEUED PREPARING",
                    "QUEUED PAUSED",
                    "QUEUED CANCELLED",
                    "PREPARING RUNNING",
                    "PREPARING PAUSING",
                    "PREPARING PAUSED",
                    "PREPARING CANCELLING",
                    "PREPARING FAILED",
                    "PREPARING INTERRUPTED",
                    "RUNNING PAUSING",
                    "RUNNING PAUSED",
                    "RUNNING CANCELLING",
                    "RUNNING SUCCEEDED",
                    "RUNNING FAILED",
                    "RUNNING INTERRUPTED",
                    "PAUSING PAUSED",
                    "PAUSING CANCELLING",
                    "PAUSING SUCCEEDED",
                    "PAUSING FAILED",
                    "PAUSED QUEUED",
                    "PAUSED CANCELLED",
                    "CANCELLING CANCELLED",
                    "CANCELLING SUCCEEDED",
                    "CANCELLING FAILED",
                    "INTERRUPTED QUEUED")
            .collect(Collectors.toSet());

    static Stream<Arguments> pairs() {
        return Arrays.stream(JobState.values())
                .flatMap(from -> Arrays.stream(JobState.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aStateFollowsAnotherAsTheTableSays(JobState from, JobState to) {
        boolean legal = LEGAL.contains(from + " " + to);
        assertThat(JobTransitions.allows(from, to)).isEqualTo(legal);
        if (legal) {
            assertThatCode(() -> JobTransitions.require("1", from, to)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> JobTransitions.require("1", from, to))
                    .isInstanceOfSatisfying(EngineException.class, e -> {
                        assertThat(e.code().httpStatus()).isEqualTo(409);
                        assertThat(e.problem()).contains("'1'", from.name(), to.name());
                    });
        }
    }

    @Test
    void theTableHasEveryStateAndNothingFollowsAnEnd() {
        assertThat(JobTransitions.TABLE).containsOnlyKeys(JobState.values());
        for (JobState state : JobState.values()) {
            assertThat(JobTransitions.TABLE.get(state).isEmpty()).isEqualTo(state.isEnd());
        }
    }
}
