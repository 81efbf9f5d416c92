package io.pokeai.djl.training.internal.teacher;

import io.pokeai.djl.training.internal.picture.Teacher;
import io.pokeai.djl.training.internal.picture.TrainingPicture;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.file.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a teacher answers about each picture of a training as the engine shows it, asked once and the same in all epochs.
 *
 * <p><b>Shape</b> {@code [pictures, classes]}, logits.
 */
public final class AnswerTable implements Teacher {
    private static final String NAME = "answers";
    private static final int ASKED_AT_ONCE = 64;

    private final int classes;
    private final float[] logits;

    private AnswerTable(int classes, float[] logits) {
        this.classes = classes;
        this.logits = logits;
    }

    /**
     * Asks about all pictures.
     *
     * @param asked is told after some pictures how many are done; what it throws ends the asking
     */
    public static AnswerTable ask(
            TeacherModel teacher, Tutors tutors, List<TrainingPicture> pictures, java.util.function.IntConsumer asked) {
        int classes = teacher.spec().labels().size();
        FloatBuffer logits = FloatBuffer.allocate(pictures.size() * classes);
        for (int from = 0; from < pictures.size(); from += ASKED_AT_ONCE) {
            List<TrainingPicture> some = pictures.subList(from, Math.min(pictures.size(), from + ASKED_AT_ONCE));
            List<Image> images = new ArrayList<>();
            for (TrainingPicture picture : some) {
                images.add(teacher.imaging().crop(picture.file(), teacher.spec().input()));
            }
            int number = from;
            for (Scores scores : teacher.ask(images)) {
                for (int row = 0; row < scores.count(); row++) {
                    logits.put(tutors.logits(number++, scores, row));
                }
            }
            asked.accept(number);
        }
        return new AnswerTable(classes, logits.array());
    }

    /** For keeping. */
    public StateDict toStateDict() {
        ByteBuffer bytes = ByteBuffer.allocate(logits.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(logits);
        return new StateDict(Map.of(
                NAME, Tensors.of(DType.FLOAT32, List.of((long) logits.length / classes, (long) classes), bytes)));
    }

    /**
     * What was kept.
     *
     * @throws EngineException {@code MODEL_INVALID} when it is of other pictures or classes
     */
    public static AnswerTable of(StateDict kept, int pictures, int classes) {
        Tensor tensor = kept.find(NAME)
                .filter(found -> found.shape().equals(List.of((long) pictures, (long) classes)))
                .orElseThrow(() -> new EngineException(
                        ErrorCode.MODEL_INVALID,
                        "What was kept of the teacher's answers is not of " + pictures + " pictures and " + classes
                                + " classes.",
                        "Begin anew ('--restart')."));
        float[] logits = new float[pictures * classes];
        tensor.floats().get(0, logits);
        return new AnswerTable(classes, logits);
    }

    @Override
    public float[] logits(int[] numbers, Views views) {
        float[] some = new float[numbers.length * classes];
        for (int i = 0; i < numbers.length; i++) {
            System.arraycopy(logits, numbers[i] * classes, some, i * classes, classes);
        }
        return some;
    }
}
