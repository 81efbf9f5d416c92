package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.spi.ClassifierFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Prepares imaging and all back ends in parallel while an engine opens, so that opening it says what the machine lacks. */
public final class Preparation {
    private Preparation() {}

    /**
     * Waits until all are ready.
     *
     * @throws EngineException when imaging cannot be made ready, or none of the back ends can; one back end that fails alone is left out
     */
    public static void of(Imaging imaging, List<ClassifierFactory> backends) {
        CompletableFuture<Optional<EngineException>> pixels = ready(imaging::prepare);
        List<CompletableFuture<Optional<EngineException>>> models = new ArrayList<>();
        for (ClassifierFactory backend : backends) {
            models.add(ready(backend::prepare));
        }
        List<EngineException> failures = models.stream()
                .map(CompletableFuture::join)
                .flatMap(Optional::stream)
                .toList();
        pixels.join().ifPresent(failure -> {
            throw failure.again();
        });
        if (!failures.isEmpty() && failures.size() == backends.size()) {
            throw failures.get(0).again();
        }
    }

    private static CompletableFuture<Optional<EngineException>> ready(Runnable prepare) {
        CompletableFuture<Optional<EngineException>> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        prepare.run();
                        result.complete(Optional.empty());
                    } catch (RuntimeException | LinkageError e) {
                        result.complete(Optional.of(EngineException.of(e)));
                    } finally {
                        // An Error must not keep the opening thread waiting.
                        result.complete(Optional.empty());
                    }
                },
                "pokeai-prepare");
        thread.setDaemon(true);
        thread.start();
        return result;
    }
}
