package io.pokeai.launcher;

import java.util.ArrayList;
import java.util.List;

/**
 * Loads native libraries on threads of their own while the framework starts: both take a few hundred milliseconds.
 *
 * <p>A failure is not reported here: the first code that needs the library gets the failure again, and can say what the
 * library was for.
 */
final class Preloader {
    private final List<Thread> threads = new ArrayList<>();

    /** Begins to call {@code load()} of the named classes. */
    void start(List<String> classNames) {
        for (String className : classNames) {
            Thread thread = new Thread(() -> load(className), "pokeai-preload-" + className);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Waits until nothing is loading: a process that exits while a library starts up may crash. */
    void await() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void load(String className) {
        try {
            Class.forName(className).getMethod("load").invoke(null);
        } catch (ReflectiveOperationException | LinkageError e) {
            System.getLogger(Preloader.class.getName())
                    .log(System.Logger.Level.DEBUG, "preload of " + className + " failed", e);
        }
    }
}
