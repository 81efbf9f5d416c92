package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.engine.spi.ModelSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who opens the files of a name when the back end that did has left, or has come back. <b>Threads</b> safe.
 *
 * @param backends those that are installed now
 */
record Heirs(Backends backends, Recognition recognition) {
    private static final System.Logger LOG = System.getLogger(Heirs.class.getName());

    /** What takes over from a back end that leaves; empty when the name does not stand for a model of it. */
    Optional<Candidate> of(ModelSlot slot, ClassifierFactory leaving) {
        Optional<Candidate> wanted = slot.standing().wanted();
        if (wanted.isEmpty() || wanted.get().factory() != leaving) {
            return Optional.empty();
        }
        return again(slot, wanted.get());
    }

    /** The build that answered last, where it is there beside another one that was refused. */
    Optional<Candidate> backBeside(ModelSlot slot, RememberedAnswers before) {
        Optional<Candidate> known =
                slot.standing().wanted().or(() -> slot.standing().pin());
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

    /** The same files, by the same back end if it is there, else by any. */
    Optional<Candidate> again(ModelSlot slot, Candidate known) {
        String backend = known.spec().backend();
        ModelSource source = known.source().withName(slot.name());
        return recognised(() -> recognition.has(backend)
                        ? Optional.of(recognition.recogniseBy(backend, known.origin(), source))
                        : recognition.recognise(known.origin(), source))
                .filter(candidate ->
                        candidate.spec().version().equals(known.spec().version()));
    }

    /** Empty as well for files that nobody can use. */
    private static Optional<Candidate> recognised(Supplier<Optional<Candidate>> asked) {
        try {
            // Whoever stops a bundle may be interrupted; the model's callers have not been.
            return Waiting.inAnyCase(asked);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "nobody takes a model over: {0}", e.getMessage());
            return Optional.empty();
        }
    }
}
