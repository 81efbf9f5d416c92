package io.pokeai.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LibraryLogsTest {
    private final List<String> lines = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private final RepeatLimit repeats = new RepeatLimit(Duration.ofMinutes(1), now::get);
    private final Logger logger = new LibraryLogger("org.example.Server", new Recorded(), repeats);

    /** Keeps what the engine's log would get: all but details. */
    private final class Recorded implements System.Logger {
        @Override
        public String getName() {
            return "recorded";
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.getSeverity() >= Level.INFO.getSeverity();
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
            lines.add(level + " " + message + (thrown == null ? "" : " " + thrown.getMessage()));
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String format,
                Object @Nullable ... parameters) {
            throw new UnsupportedOperationException("texts come formatted");
        }
    }

    @Test
    void librariesFindIt() {
        assertThat(LoggerFactory.getILoggerFactory().getLogger("x")).isInstanceOf(LibraryLogger.class);
        assertThat(LoggerFactory.getLogger("x")).isSameAs(LoggerFactory.getLogger("x"));
    }

    @Test
    void warningsAndErrorsAreLoggedAndWhatALibraryTellsOfItsWorkIsNot() {
        logger.error("no {} of {}", 1, "two", new IllegalStateException("why"));
        logger.warn("low on threads: {}", 3);
        logger.info("started {}", "it");
        logger.debug("a detail");
        logger.trace("less");
        assertThat(lines).containsExactly("ERROR org.example.Server: no 1 of two why", "WARNING org.example.Server: low on threads: 3");
        assertThat(logger.isInfoEnabled()).isFalse();
    }

    @Test
    void aMessageIsSeenOnceAMinuteAndThenSaysHowOftenItCame() {
        for (int i = 0; i < 1000; i++) {
            logger.warn("bad request of {}", i);
        }
        logger.warn("another one");
        assertThat(lines).containsExactly("WARNING org.example.Server: bad request of 0", "WARNING org.example.Server: another one");
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        logger.warn("bad request of {}", "x");
        assertThat(lines.get(2)).isEqualTo("WARNING org.example.Server: bad request of x (and 999 more like this before)");
    }

    @Test
    void messagesThatAreMadeUpDoNotFillTheMemoryOrTheLog() {
        for (int i = 0; i < 10 * RepeatLimit.MOST; i++) {
            logger.warn("made up " + i);
        }
        assertThat(lines).hasSize(RepeatLimit.MOST + 1);
    }
}
