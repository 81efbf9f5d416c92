package io.pokeai.engine.runtime.internal.generation;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.threads.Deadline;
import io.pokeai.engine.runtime.internal.threads.Deadlines;
import io.pokeai.engine.runtime.internal.threads.EngineClosed;
import io.pokeai.engine.spi.ClassifierFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Openings that no name answers by. They run on threads of their own: a back end that hangs or is interrupted on the caller's
 * thread would leave an incomplete cache behind. When a caller gives up waiting, the opening goes on, and its generation is
 * closed.
 *
 * <p><b>Threads</b> safe.
 */
public final class AsideOpenings {
    private final GenerationOpener opener;
    private final Executor openers;
    private final Consumer<Generation> opened;
    private final Set<Opening> underWay = ConcurrentHashMap.newKeySet();

    /**
     * @param generation completes when it is open, or when the caller gives up
     * @param ended completes when the caller has it, or nothing of it is open any more
     */
    private record Opening(
            Candidate candidate, CompletableFuture<Generation> generation, CompletableFuture<Void> ended) {}

    /** @param opened hears of every generation; may refuse it */
    public AsideOpenings(GenerationOpener opener, Executor openers, Consumer<Generation> opened) {
        this.opener = opener;
        this.openers = openers;
        this.opened = opened;
    }

    /** Opens a candidate, works with it, and retires it. */
    public <T> T use(Candidate candidate, Deadline deadline, Function<ModelLease, T> work) {
        Generation generation = open(candidate, deadline);
        try (ModelLease lease = generation.tryLease()) {
            if (lease == null) {
                throw EngineClosed.refusal();
            }
            return work.apply(lease);
        } finally {
            generation.retire();
        }
    }

    private Generation open(Candidate candidate, Deadline deadline) {
        Opening opening = new Opening(candidate, new CompletableFuture<>(), new CompletableFuture<>());
        underWay.add(opening);
        try {
            openers.execute(() -> open(opening));
        } catch (RejectedExecutionException e) {
            end(opening);
            throw EngineClosed.refusal(e);
        }
        try {
            Deadlines.forModel(candidate.spec().name(), opening.generation(), deadline);
        } catch (EngineException e) {
            opening.generation().completeExceptionally(e);
            if (opening.generation().isCompletedExceptionally()) {
                throw e;
            }
        }
        return opening.generation().join();
    }

    private void open(Opening opening) {
        @Nullable Generation generation = null;
        try {
            generation = opener.openUncertified(opening.candidate());
            opened.accept(generation);
            if (opening.generation().complete(generation)) {
                end(opening);
                return;
            }
        } catch (Throwable e) { // a back end may throw anything, a LinkageError too
            opening.generation().completeExceptionally(EngineException.of(e));
        }
        if (generation == null) {
            end(opening);
        } else {
            generation.whenClosed(gone -> end(opening));
            generation.retire();
        }
    }

    private void end(Opening opening) {
        underWay.remove(opening);
        opening.ended().complete(null);
    }

    /** What has not ended, of one back end or of all. */
    public List<CompletableFuture<Void>> underWay(Optional<ClassifierFactory> factory) {
        return underWay.stream()
                .filter(opening -> factory.isEmpty() || opening.candidate().factory() == factory.get())
                .map(Opening::ended)
                .toList();
    }
}
