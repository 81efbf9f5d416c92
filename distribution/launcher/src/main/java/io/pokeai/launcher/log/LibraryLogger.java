package io.pokeai.launcher.log;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/**
 * One logger of a library. Warnings and errors are those of the engine's log; what a library tells of its work is a detail here, so each
 * level below is one lower.
 *
 * <p><b>Threads</b> safe.
 */
final class LibraryLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    private final transient System.Logger log;
    private final transient RepeatLimit repeats;

    LibraryLogger(String name, System.Logger log, RepeatLimit repeats) {
        this.name = name;
        this.log = log;
        this.repeats = repeats;
    }

    private static System.Logger.Level here(Level level) {
        return switch (level) {
            case ERROR -> System.Logger.Level.ERROR;
            case WARN -> System.Logger.Level.WARNING;
            case INFO -> System.Logger.Level.DEBUG;
            case DEBUG, TRACE -> System.Logger.Level.TRACE;
        };
    }

    @Override
    public boolean isErrorEnabled() {
        return log.isLoggable(here(Level.ERROR));
    }

    @Override
    public boolean isWarnEnabled() {
        return log.isLoggable(here(Level.WARN));
    }

    @Override
    public boolean isInfoEnabled() {
        return log.isLoggable(here(Level.INFO));
    }

    @Override
    public boolean isDebugEnabled() {
        return log.isLoggable(here(Level.DEBUG));
    }

    @Override
    public boolean isTraceEnabled() {
        return log.isLoggable(here(Level.TRACE));
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String message,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        RepeatLimit.Answer repeat = repeats.ask(name + ' ' + message);
        if (!repeat.wanted()) {
            return;
        }
        String text = MessageFormatter.basicArrayFormat(message, arguments);
        String left = repeat.leftOut() == 0 ? "" : " (and " + repeat.leftOut() + " more like this before)";
        // Java's own log shows who has called it, which is always this class.
        log.log(here(level), name + ": " + text + left, thrown);
    }
}
