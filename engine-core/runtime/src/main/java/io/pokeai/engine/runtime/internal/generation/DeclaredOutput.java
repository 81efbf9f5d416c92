package io.pokeai.engine.runtime.internal.generation;

import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.BinaryHead;
import io.pokeai.engine.api.backend.ClassifierInfo;
import io.pokeai.engine.api.backend.InferenceCheck;
import io.pokeai.engine.spi.Classifier;
import java.util.Optional;

/**
 * A classifier whose numbers turned out to be of another kind than it was opened with.
 *
 * <p><b>Threads</b> as the classifier. <b>Ownership</b> closes it.
 */
final class DeclaredOutput implements Classifier {
    private final Classifier classifier;
    private final ClassifierInfo info;
    private final InferenceCheck check;
    private final Optional<BinaryHead> head;

    /**
     * @param classifier opened with logits as the kind of its scores
     * @param spec what its scores are
     */
    DeclaredOutput(Classifier classifier, ModelSpec spec) {
        this.classifier = classifier;
        ClassifierInfo opened = classifier.info();
        this.info = new ClassifierInfo(
                spec,
                opened.device(),
                opened.declined(),
                opened.maxBatch(),
                opened.preferredBatch(),
                opened.memoryBytes());
        this.check = new InferenceCheck(info);
        this.head = BinaryHead.of(spec);
    }

    @Override
    public ClassifierInfo info() {
        return info;
    }

    @Override
    public Scores infer(ImageTensor batch) {
        Scores scores = classifier.infer(batch);
        float[] values = scores.values();
        return check.scores(scores.count(), head.map(two -> two.column(values)).orElse(values));
    }

    @Override
    public void close() {
        classifier.close();
    }
}
