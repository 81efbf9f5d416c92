package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.runtime.internal.discovery.Backends;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.discovery.Recognition;
import io.pokeai.engine.runtime.internal.generation.RememberedAnswers;
import io.pokeai.engine.runtime.internal.threads.Deadlines;
import io.pokeai.engine.spi.ClassifierFactory;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the failover candidate of a model: the same files, opened by a back end that is there when its own has left or has come
 * back. <b>Threads</b> safe.
 *
 * @param backends those that are installed now
 */
record FailoverCandidates(Backends backends, Recognition recognition) {
    private static final System.Logger LOG = System.getLogger(FailoverCandidates.class.getName());

    /** What replaces a back end that leaves; empty if the model is not one of that back end, or no other can open it. */
    Optional<Candidate> from(ModelSlot slot, ClassifierFactory leaving) {
        Optional<Candidate> wanted = slot.desired().wanted();
        if (wanted.isEmpty() || wanted.get().factory() != leaving) {
            return Optional.empty();
        }
        return again(slot, wanted.get());
    }

    /** The build of the back end that answered last, if it is installed beside the one that was refused. */
    Optional<Candidate> backBeside(ModelSlot slot, RememberedAnswers before) {
        Optional<Candidate> known =
                slot.desired().wanted().or(() -> slot.desired().pin());
        if (known.isEmpty()) {
            return Optional.empty();
        }
        ModelSource source = known.get().source().withName(slot.name());
        return backends.inOrder().stream()
                .filter(factory -> factory != known.get().factory())
                .filter(factory -> factory.id().equals(before.version().backend()))
                .filter(factory -> backends.build(factory).equals(before.build()))
                .findFirst()
                .flatMap(factory -> recognised(
                        () -> recognition.recogniseBy(factory, known.get().origin(), source)))
                .filter(before::sameWeightsAs);
    }

    /** The same files, opened by the same back end if it is installed, else by any that can. */
    Optional<Candidate> again(ModelSlot slot, Candidate known) {
        String backend = known.spec().backend();
        ModelSource source = known.source().withName(slot.name());
        return recognised(() -> recognition.has(backend)
                        ? Optional.of(recognition.recogniseBy(backend, known.origin(), source))
                        : recognition.recognise(known.origin(), source))
                .filter(candidate ->
                        candidate.spec().version().equals(known.spec().version()));
    }

    /** Files that no back end can use give an empty result, not an error. */
    private static Optional<Candidate> recognised(Supplier<Optional<Candidate>> asked) {
        try {
            // The thread that stops a bundle may be interrupted; the model's callers are not.
            return Deadlines.inAnyCase(asked);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "no back end takes a model over: {0}", e.getMessage());
            return Optional.empty();
        }
    }
}
