package io.pokeai.engine.runtime.internal;

import com.google.errorprone.annotations.MustBeClosed;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.Certification;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.spi.ClassifierFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One name: what it stands for, and the generation that answers.
 *
 * <p><b>Threads</b> safe. Leasing a published generation takes no lock. Opening runs on the {@code openers} executor, one
 * at a time per slot, so there are never more than two generations of a name: the one that answers and the next.
 */
final class ModelSlot {
    private final String name;
    private final GenerationOpener opener;
    private final Executor openers;
    private final Consumer<Generation> published;

    private volatile @Nullable Generation current;

    @GuardedBy("this")
    private List<Path> files = List.of();

    @GuardedBy("this")
    private @Nullable Candidate candidate;

    /** Why there is no answer, or why the newest candidate is not the one that answers. */
    @GuardedBy("this")
    private @Nullable EngineException failure;

    @GuardedBy("this")
    private @Nullable Opening opening;

    @GuardedBy("this")
    private long generations;

    private record Opening(Candidate candidate, CompletableFuture<Void> done) {}

    private volatile ModelState progress = ModelState.FOUND;

    /** @param published hears of every generation before it answers callers */
    ModelSlot(String name, GenerationOpener opener, Executor openers, Consumer<Generation> published) {
        this.name = name;
        this.opener = opener;
        this.openers = openers;
        this.published = published;
    }

    /** Says what the name stands for now. A generation that answers is replaced once its successor is ready. */
    synchronized void offer(Candidate next) {
        if (candidate != null && candidate.sameAs(next)) {
            return;
        }
        candidate = next;
        files = next.spec().files();
        failure = null;
        progress = ModelState.FOUND;
        if (current != null) {
            open();
        }
    }

    /** Says why the file that this name stands for cannot be used. A generation that answers goes on doing so. */
    synchronized void reject(List<Path> rejected, EngineException why) {
        candidate = null;
        files = List.copyOf(rejected);
        failure = why;
        progress = ModelState.FAILED;
    }

    /** The back end leaves: new callers get {@code UNAVAILABLE} until another one takes over. */
    synchronized void withdraw(ClassifierFactory leaving) {
        Generation answering = current;
        if (answering != null && answering.factory() == leaving) {
            current = null;
            answering.retire();
        }
        if (candidate != null && candidate.factory() == leaving) {
            candidate = null;
            failure = new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "Model '" + name + "' cannot answer: its back end '" + leaving.id() + "' was stopped.",
                    "Start or install the back end again, then repeat the call.");
            progress = ModelState.FAILED;
        }
    }

    /** The name is gone. */
    synchronized void retire(EngineException why) {
        reject(List.of(), why);
        Generation answering = current;
        current = null;
        if (answering != null) {
            answering.retire();
        }
    }

    /** Completes when no opening by this back end is under way. */
    synchronized CompletableFuture<Void> openingBy(@Nullable ClassifierFactory factory) {
        if (opening != null && (factory == null || opening.candidate().factory() == factory)) {
            return opening.done().exceptionally(ignored -> null);
        }
        return CompletableFuture.completedFuture(null);
    }

    /** The description of what will answer, its opening begun if nobody has wanted it before. */
    synchronized Optional<ModelSpec> announce() {
        if (current == null && candidate != null && failure == null) {
            open();
        }
        return Optional.ofNullable(candidate).map(Candidate::spec);
    }

    @MustBeClosed
    ModelLease lease(Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        while (true) {
            Generation answering = current;
            if (answering == null) {
                await(wanted(), end, deadline);
            } else if (answering.tryAcquire()) {
                return answering.lease();
            }
        }
    }

    synchronized ModelStatus status() {
        Generation answering = current;
        if (answering != null) {
            return new ModelStatus(
                    name,
                    ModelState.READY,
                    answering.number(),
                    answering.info().spec().files(),
                    Optional.of(answering.info().spec()),
                    Optional.of(answering.info().device()),
                    certification(answering),
                    notes(),
                    Optional.ofNullable(failure));
        }
        return new ModelStatus(
                name,
                failure == null ? progress : ModelState.FAILED,
                generations,
                files,
                Optional.ofNullable(candidate).map(Candidate::spec),
                Optional.empty(),
                certification(null),
                notes(),
                Optional.ofNullable(failure));
    }

    @GuardedBy("this")
    private Certification certification(@Nullable Generation answering) {
        if (failure != null && failure.code() == ErrorCode.CERTIFICATE_FAILED) {
            return Certification.FAILED;
        }
        if (answering != null) {
            return answering.certified() ? Certification.PASSED : Certification.NONE;
        }
        return candidate != null && candidate.hasCertificate() ? Certification.PENDING : Certification.NONE;
    }

    @GuardedBy("this")
    private List<String> notes() {
        return candidate == null ? List.of() : candidate.notes();
    }

    /** Whether callers may use this name for the model, which has another. */
    synchronized boolean hasAlias(String other) {
        return candidate != null && candidate.aliases().contains(other);
    }

    /** Whether nothing says that the model is of another family. */
    synchronized boolean mayBe(String family) {
        return candidate == null
                || candidate
                        .spec()
                        .options()
                        .getOrDefault(ModelSpec.FAMILY, family)
                        .equals(family);
    }

    /**
     * What the name stands for now, opened or not.
     *
     * @throws EngineException why there is nothing that could be opened
     */
    synchronized Candidate candidate() {
        if (candidate == null) {
            throw failure != null ? failure : new IllegalStateException("slot " + name + " is empty");
        }
        return candidate;
    }

    /** What to wait for before there may be an answer. */
    private synchronized CompletableFuture<Void> wanted() {
        if (current != null) {
            return CompletableFuture.completedFuture(null);
        }
        if (failure != null) {
            throw failure;
        }
        return open().done();
    }

    @GuardedBy("this")
    private Opening open() {
        if (opening == null) {
            Candidate wanted = candidate;
            if (wanted == null) {
                throw new IllegalStateException("slot " + name + " has neither a candidate nor a failure");
            }
            long number = ++generations;
            CompletableFuture<Void> done = new CompletableFuture<>();
            opening = new Opening(wanted, done);
            openers.execute(() -> openNow(wanted, number, done));
        }
        return opening;
    }

    private void openNow(Candidate wanted, long number, CompletableFuture<Void> done) {
        Generation generation = null;
        EngineException why = null;
        try {
            generation = opener.open(wanted, number, state -> progress = state);
            published.accept(generation);
        } catch (Throwable e) { // a back end may throw anything, a LinkageError too; none may end the opener
            why = EngineException.of(e);
        }
        settle(wanted, generation, why);
        done.complete(null);
    }

    @SuppressWarnings("ReferenceEquality") // asks whether it is still this very offer
    private synchronized void settle(Candidate wanted, @Nullable Generation generation, @Nullable EngineException why) {
        opening = null;
        if (candidate != wanted) {
            // Something newer was offered, or the back end left, while this one was opening.
            if (generation != null) {
                generation.retire();
            }
            if (candidate != null && failure == null) {
                open();
            }
        } else if (generation == null) {
            failure = why;
            progress = ModelState.FAILED;
        } else {
            Generation old = current;
            current = generation;
            progress = ModelState.READY;
            if (old != null) {
                old.retire();
            }
        }
    }

    private void await(CompletableFuture<Void> step, long end, Duration deadline) {
        try {
            step.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new EngineException(
                    ErrorCode.DEADLINE_EXCEEDED,
                    "Model '" + name + "' was not open after " + deadline.toSeconds() + " s.",
                    "Try again later, or look at the model's state (pokeai models).",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "The wait for model '" + name + "' was interrupted.",
                    "Repeat the call if it is still wanted.",
                    e);
        } catch (ExecutionException | CompletionException e) {
            throw EngineException.of(e);
        }
    }
}
