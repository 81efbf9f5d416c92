package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.runtime.internal.generation.AsideOpenings;
import io.pokeai.engine.runtime.internal.generation.Generation;
import io.pokeai.engine.runtime.internal.threads.Deadline;
import io.pokeai.engine.runtime.internal.threads.Deadlines;
import io.pokeai.engine.spi.ClassifierFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Waits until a back end that leaves, or an engine that is closed, has neither an open generation nor an opening.
 *
 * <p><b>Threads</b> safe.
 */
record Drain(OpenGenerations generations, Rollout rollout, AsideOpenings asides) {
    private static final System.Logger LOG = System.getLogger(Drain.class.getName());

    /**
     * Waits, also on an interrupted thread. A generation or opening that misses the deadline is named in the log, and goes on.
     *
     * @param factory the back end; empty for all
     * @return whether nothing is open any more
     */
    boolean await(Optional<ClassifierFactory> factory, Deadline deadline) {
        List<Generation> leaving = generations.of(factory);
        List<CompletableFuture<Void>> pending = new ArrayList<>(rollout.underWay(factory));
        pending.addAll(asides.underWay(factory));
        leaving.forEach(generation -> pending.add(generation.closed()));
        if (Deadlines.forAllInAnyCase(pending, deadline)) {
            return true;
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "drain missed its deadline of {0}; still open: {1}",
                deadline.text(),
                leaving.stream()
                        .filter(generation -> !generation.closed().isDone())
                        .map(Generation::describe)
                        .toList());
        return false;
    }
}
