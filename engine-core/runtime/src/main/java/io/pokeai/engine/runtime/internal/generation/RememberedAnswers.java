package io.pokeai.engine.runtime.internal.generation;

import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.runtime.internal.discovery.BackendBuild;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.spi.ClassifierFactory;
import java.lang.ref.WeakReference;
import java.util.Map;

/**
 * What a generation answered before it left without a successor. The next generation of the name is compared with these
 * answers, though the back end that gave them, and its classes, are gone by then.
 *
 * <p>Bounded: one per name, six patterns and the pictures of one certificate, one row of scores for each.
 *
 * <p><b>Threads</b> immutable.
 *
 * @param spec what callers of the name relied on
 * @param version for reports
 * @param build of the back end that answered
 * @param certified whether it had met a certificate
 * @param scores of one picture each, by question; empty when the generation did not answer in time
 * @param origin tells whether the same back end opens the files again, and does not keep it
 */
public record RememberedAnswers(
        ModelSpec spec,
        SwapReport.Version version,
        BackendBuild build,
        boolean certified,
        Map<String, Scores> scores,
        WeakReference<ClassifierFactory> origin) {
    public RememberedAnswers {
        scores = Map.copyOf(scores);
    }

    public static RememberedAnswers of(Generation generation, Map<String, Scores> scores) {
        return new RememberedAnswers(
                generation.info().spec(),
                generation.version(),
                generation.candidate().build(),
                generation.certified(),
                scores,
                new WeakReference<>(generation.factory()));
    }

    /** Whether this back end gave the answers, neither updated nor restarted since. */
    public boolean isBy(ClassifierFactory factory) {
        return origin.refersTo(factory);
    }

    /** Whether the weights are the same, so that the answers have to be. */
    public boolean sameWeightsAs(Candidate candidate) {
        return spec.version().equals(candidate.spec().version());
    }
}
