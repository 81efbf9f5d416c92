package io.pokeai.djl.training.internal.teacher;

import io.pokeai.djl.training.internal.picture.Teacher;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Scores;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Asks a teacher about each batch while it is made: both see the same part of a picture, turned and coloured alike.
 *
 * <p><b>Source</b> Beyer, Zhai, Royer, Markeeva, Anil, Kolesnikov, "Knowledge distillation: a good teacher is patient and
 * consistent", CVPR 2022.
 */
public record PresentTeacher(TeacherModel teacher, Tutors tutors) implements Teacher {
    @Override
    public float[] logits(int[] numbers, Views views) {
        int classes = teacher.spec().labels().size();
        List<Image> images = IntStream.range(0, numbers.length)
                .mapToObj(i -> views.of(i, teacher.spec().input()))
                .toList();
        float[] logits = new float[numbers.length * classes];
        int i = 0;
        for (Scores scores : teacher.ask(images)) {
            for (int row = 0; row < scores.count(); row++) {
                System.arraycopy(tutors.logits(numbers[i], scores, row), 0, logits, i * classes, classes);
                i++;
            }
        }
        return logits;
    }
}
