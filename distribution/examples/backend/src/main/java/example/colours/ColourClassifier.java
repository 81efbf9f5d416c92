package example.colours;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.ClassifierInfo;
import io.pokeai.engine.spi.Classifier;
import java.nio.FloatBuffer;

/** Scores a picture by how near its mean colour is to that of each class. */
final class ColourClassifier implements Classifier {
    private final ClassifierInfo info;
    private final ColourModel model;
    private volatile boolean closed;

    ColourClassifier(ClassifierInfo info, ColourModel model) {
        this.info = info;
        this.model = model;
    }

    @Override
    public ClassifierInfo info() {
        return info;
    }

    @Override
    public Scores infer(ImageTensor batch) {
        if (closed) {
            throw new EngineException(ErrorCode.UNAVAILABLE, info.spec().name() + " is closed.", "Take a new lease.");
        }
        int size = model.size();
        if (batch.height() != size || batch.width() != size || batch.count() > info.maxBatch()) {
            throw EngineException.invalidArgument(
                    info.spec().name() + " takes [1…" + info.maxBatch() + ", 3, " + size + ", " + size + "], found ["
                            + batch.count() + ", 3, " + batch.height() + ", " + batch.width() + "].",
                    "Prepare pictures as " + info.spec().input() + " says.");
        }
        int classes = model.colours().size();
        float[] scores = new float[batch.count() * classes];
        for (int picture = 0; picture < batch.count(); picture++) {
            float[] mean = mean(batch.picture(picture), size * size);
            for (int c = 0; c < classes; c++) {
                scores[picture * classes + c] =
                        -squaredDistance(mean, model.colours().get(c));
            }
        }
        return new Scores(info.spec().output(), batch.count(), classes, scores);
    }

    private static float[] mean(FloatBuffer planes, int plane) {
        float[] mean = new float[3];
        for (int i = 0; planes.hasRemaining(); i++) {
            mean[i / plane] += planes.get() / plane;
        }
        return mean;
    }

    private static float squaredDistance(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    @Override
    public void close() {
        closed = true;
    }
}
