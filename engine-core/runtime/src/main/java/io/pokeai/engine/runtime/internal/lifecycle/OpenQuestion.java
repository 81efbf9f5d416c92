package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.gate.GateQuestion;
import io.pokeai.engine.api.gate.GatedModel;
import io.pokeai.engine.runtime.internal.generation.Generation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a gate is asked about two generations of a name, until it has answered or the answer is no longer wanted.
 *
 * <p><b>Threads</b> safe.
 */
final class OpenQuestion implements GateQuestion {
    private static final String BASELINE = "baseline";
    private static final String CANDIDATE = "candidate";

    private final String model;
    private final Path plan;
    private final Path artifacts;
    private final Generation answering;
    private final Generation next;
    private final GatedModel baseline;
    private final GatedModel candidate;
    private final Imaging imaging;
    private final GenerationAnswers asking;
    private final Supplier<Optional<EngineException>> obstacle;
    private final Work work;
    private volatile @Nullable EngineException refusal;

    /**
     * @param answering answers now
     * @param next is to answer
     * @param obstacle why a decision would be of no use now, if it would be
     * @param work hears of the progress of the gate
     */
    OpenQuestion(
            String model,
            Path plan,
            Path artifacts,
            Generation answering,
            Generation next,
            Imaging imaging,
            GenerationAnswers asking,
            Supplier<Optional<EngineException>> obstacle,
            Work work) {
        this.model = model;
        this.plan = plan;
        this.artifacts = artifacts;
        this.answering = answering;
        this.next = next;
        this.baseline = gated(answering);
        this.candidate = gated(next);
        this.imaging = imaging;
        this.asking = asking;
        this.obstacle = obstacle;
        this.work = work;
    }

    /** Hears of the progress of a gate. */
    @FunctionalInterface
    interface Work {
        /** @param done of {@code total} answers */
        void progress(long done, long total);
    }

    private static GatedModel gated(Generation generation) {
        return new GatedModel(
                generation.version(),
                generation.info().spec(),
                generation.info().device(),
                generation.info().preferredBatch());
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public Path plan() {
        return plan;
    }

    @Override
    public Path artifacts() {
        return artifacts;
    }

    @Override
    public GatedModel baseline() {
        return baseline;
    }

    @Override
    public GatedModel candidate() {
        return candidate;
    }

    @Override
    public Imaging imaging() {
        return imaging;
    }

    @Override
    @SuppressWarnings("MustBeClosed") // the caller closes it
    public <T> Stream<Result<T>> answers(
            List<GatedModel> models, Iterable<T> pictures, Function<? super T, ? extends Pixels> pixels, int batch) {
        Map<String, Generation> asked = new HashMap<>();
        List<String> names = models.stream()
                .map(wanted -> {
                    boolean current = wanted.equals(baseline);
                    if (!current && !wanted.equals(candidate)) {
                        throw EngineException.invalidArgument(
                                "A gate asks for " + wanted.version() + ", which is not in question.",
                                "Ask the baseline or the candidate.");
                    }
                    String name = current ? BASELINE : CANDIDATE;
                    asked.put(name, current ? answering : next);
                    return name;
                })
                .toList();
        return asking.of(
                BulkRequest.ofPixels(names, pictures, pixels).inBatchesOf(batch),
                name -> lease(EngineException.required(asked.get(name), "model")));
    }

    @SuppressWarnings("MustBeClosed") // handed on
    private static ModelLease lease(Generation generation) {
        ModelLease lease = generation.tryLease();
        if (lease == null) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    generation + " has left while a gate was asking it.",
                    "Repeat the change when the model and its back end are there.");
        }
        return lease;
    }

    @Override
    public boolean cancelled() {
        if (refusal == null) {
            obstacle.get().ifPresent(this::refuse);
        }
        return refusal != null;
    }

    @Override
    public void progress(long done, long total) {
        work.progress(done, total);
    }

    /** The decision is no longer wanted; the first reason counts. */
    synchronized void refuse(EngineException why) {
        if (refusal == null) {
            refusal = why;
        }
    }

    /** Why the decision is no longer wanted. */
    Optional<EngineException> refusal() {
        return cancelled() ? Optional.ofNullable(refusal) : Optional.empty();
    }
}
