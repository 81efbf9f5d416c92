package io.pokeai.engine.runtime.internal.generation;

import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.ClassifierInfo;
import io.pokeai.engine.runtime.internal.threads.FoldRunner;
import io.pokeai.engine.spi.Classifier;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Folds that answer as one model: all see the same tensor, their answers are averaged.
 *
 * <p><b>Threads</b> as its folds, which run beside each other while workers are idle. <b>Ownership</b> closes its folds.
 */
final class Ensemble implements Classifier {
    private final List<Classifier> folds;
    private final ClassifierInfo info;
    private final FoldRunner runner;

    /** @param folds opened, in the order of the spec's files */
    Ensemble(ModelSpec spec, List<Classifier> folds, FoldRunner runner) {
        this.folds = List.copyOf(folds);
        this.runner = runner;
        List<ClassifierInfo> infos = folds.stream().map(Classifier::info).toList();
        int maxBatch = infos.stream().mapToInt(ClassifierInfo::maxBatch).min().orElse(1);
        this.info = new ClassifierInfo(
                spec,
                infos.stream().map(ClassifierInfo::device).distinct().collect(Collectors.joining("+")),
                infos.stream()
                        .flatMap(fold -> fold.declined().stream())
                        .distinct()
                        .toList(),
                maxBatch,
                infos.stream()
                        .mapToInt(ClassifierInfo::preferredBatch)
                        .map(batch -> Math.min(batch, maxBatch))
                        .min()
                        .orElse(1),
                infos.stream().mapToLong(ClassifierInfo::memoryBytes).sum());
    }

    @Override
    public ClassifierInfo info() {
        return info;
    }

    @Override
    public Scores infer(ImageTensor batch) {
        return Scores.ensemble(
                runner.map(folds.size(), fold -> folds.get(fold).infer(batch)),
                info.spec().ensemble());
    }

    @Override
    public void close() {
        closeAll(folds);
    }

    /** Closes every one of them, whatever the others do. */
    static void closeAll(List<Classifier> classifiers) {
        RuntimeException failure = null;
        for (Classifier classifier : classifiers) {
            try {
                classifier.close();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
