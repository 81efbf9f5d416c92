package io.pokeai.launcher.log;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Brings what libraries log by SLF4J to the log of the engine. SLF4J finds it by {@link java.util.ServiceLoader}, on the class path, when
 * a library logs for the first time; no command but {@code serve} has such a library.
 *
 * <p><b>Threads</b> safe.
 */
public final class LibraryLogs implements SLF4JServiceProvider {
    /** What SLF4J asks providers of its version 2 for. */
    private static final String API = "2.0.99";

    private static final Duration ONCE_IN = Duration.ofMinutes(1);

    private final Map<String, Logger> loggers = new ConcurrentHashMap<>();
    private final RepeatLimit repeats = new RepeatLimit(ONCE_IN, System::nanoTime);
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter nothing = new NOPMDCAdapter();

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name ->
                loggers.computeIfAbsent(name, known -> new LibraryLogger(known, System.getLogger(known), repeats));
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return nothing;
    }

    @Override
    public String getRequestedApiVersion() {
        return API;
    }

    @Override
    public void initialize() {
        // It is whole when it is made.
    }
}
