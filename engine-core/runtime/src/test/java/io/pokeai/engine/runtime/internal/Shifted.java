package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.ClassifierInfo;
import io.pokeai.engine.spi.Classifier;

/** Another build of a back end: the same files, and every score is off by the same. */
record Shifted(Classifier delegate, float by) implements Classifier {
    @Override
    public ClassifierInfo info() {
        return delegate.info();
    }

    @Override
    public Scores infer(ImageTensor batch) {
        Scores right = delegate.infer(batch);
        float[] values = new float[right.count() * right.classes()];
        for (int row = 0; row < right.count(); row++) {
            for (int i = 0; i < right.classes(); i++) {
                values[row * right.classes() + i] = right.row(row)[i] + by;
            }
        }
        return new Scores(right.kind(), right.count(), right.classes(), values);
    }

    @Override
    public void close() {
        delegate.close();
    }
}
