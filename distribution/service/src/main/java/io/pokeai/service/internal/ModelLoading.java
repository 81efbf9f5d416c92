package io.pokeai.service.internal;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens models in the background, before the first caller wants them.
 *
 * <p><b>Threads</b> a thread of its own, which ends when all have been opened or have failed.
 */
final class ModelLoading {
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable EngineException failure;

    private ModelLoading() {}

    /** @param wanted {@code all}, {@code none}, or names with commas between them */
    static ModelLoading start(Engine engine, String wanted) {
        ModelLoading loading = new ModelLoading();
        String[] models = wanted.equals("all") ? new String[0] : names(wanted);
        if (wanted.equals("none")) {
            loading.done.countDown();
            return loading;
        }
        Thread thread = new Thread(() -> loading.load(engine, models), "pokeai-serve-load");
        thread.setDaemon(true);
        thread.start();
        return loading;
    }

    private static String[] names(String wanted) {
        List<String> names = Arrays.stream(wanted.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        if (names.isEmpty()) {
            throw EngineException.invalidArgument("'--load' names no model.", "Use all, none, or names of models.");
        }
        return names.toArray(String[]::new);
    }

    private void load(Engine engine, String... models) {
        try {
            engine.models().preload(models);
        } catch (RuntimeException e) {
            failure = EngineException.of(e);
        } finally {
            done.countDown();
        }
    }

    /** Waits a moment; true when all have been opened or have failed. */
    boolean await(long millis) throws InterruptedException {
        return done.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Says which models cannot be used; the others are served all the same. */
    void report(Consumer<EngineException> to) {
        EngineException first = failure;
        if (first != null && first.code() != ErrorCode.CANCELLED) {
            to.accept(first);
            for (Throwable other : first.getSuppressed()) {
                to.accept(EngineException.of(other));
            }
        }
    }
}
