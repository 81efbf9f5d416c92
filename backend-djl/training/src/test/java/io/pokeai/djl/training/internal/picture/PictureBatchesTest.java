package io.pokeai.djl.training.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.djl.training.internal.learn.BatchSource;
import io.pokeai.djl.training.internal.learn.TrainingBatch;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureBatchesTest {
    private static final Imaging IMAGING =
            ServiceLoader.load(Imaging.class).findFirst().orElseThrow();

    private static final InputSpec SEEN = InputSpec.torchvision(36, 32);
    private static final InputSpec LARGER = InputSpec.torchvision(50, 48);
    private static final int CLASSES = 3;

    private final List<TrainingPicture> pictures = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeEach
    void drawPictures() throws Exception {
        for (int i = 0; i < 9; i++) {
            byte[] pixels = new byte[40 * 40 * Image.CHANNELS];
            for (int p = 0; p < pixels.length; p++) {
                pixels[p] = (byte) (p * (i + 3));
            }
            Path file = folder.resolve(i + ".png");
            Files.write(file, IMAGING.toPng(new Image(40, 40, pixels)));
            pictures.add(new TrainingPicture(file, i % CLASSES));
        }
    }

    /** All values of an epoch, and of a validation after it. */
    private List<Float> values(int workers, Optional<Mixup> mixup, boolean validates) {
        List<Float> all = new ArrayList<>();
        try (PictureBatches batches = new PictureBatches(
                        new DecodedPictures(IMAGING, 1 << 20), SEEN, CLASSES, 4, workers, mixup, Optional.empty());
                BatchSource source = validates
                        ? batches.validation(pictures)
                        : batches.epoch(pictures, Optional.of(TrainAugmentation.POKEAI), 1, 2, 3)) {
            for (Optional<TrainingBatch> next = source.next(); next.isPresent(); next = source.next()) {
                try (TrainingBatch batch = next.get()) {
                    add(all, batch.pictures());
                    add(all, batch.targets());
                }
            }
        }
        return all;
    }

    private static void add(List<Float> all, FloatBuffer values) {
        for (int i = 0; i < values.capacity(); i++) {
            all.add(values.get(i));
        }
    }

    @Test
    void whatIsMixedDependsOnNumbersAndNotOnThreads() {
        Optional<Mixup> mixup = Optional.of(new Mixup(1));
        List<Float> mixed = values(1, mixup, false);
        assertThat(values(3, mixup, false)).isEqualTo(mixed);
        assertThat(values(1, Optional.empty(), false)).isNotEqualTo(mixed).hasSameSizeAs(mixed);
        assertThat(values(1, mixup, true)).isEqualTo(values(1, Optional.empty(), true));
    }

    /** The same part, turned and coloured alike: in the same size it is the picture of the student itself. */
    @Test
    void aTeacherSeesWhatTheStudentSees() {
        List<Integer> asked = new ArrayList<>();
        Teacher teacher = (numbers, views) -> {
            float[] logits = new float[numbers.length * CLASSES];
            for (int i = 0; i < numbers.length; i++) {
                asked.add(numbers[i]);
                assertThat(views.of(i, LARGER).width()).isEqualTo(48);
                FloatBuffer seen = FloatBuffer.allocate(3 * 32 * 32);
                IMAGING.normalise(views.of(i, SEEN), SEEN, seen);
                logits[i * CLASSES] = seen.get(77);
            }
            return logits;
        };
        try (PictureBatches batches = new PictureBatches(
                        new DecodedPictures(IMAGING, 1 << 20),
                        SEEN,
                        CLASSES,
                        4,
                        1,
                        Optional.empty(),
                        Optional.of(teacher));
                BatchSource source = batches.epoch(pictures, Optional.of(TrainAugmentation.POKEAI), 1, 2, 3)) {
            for (Optional<TrainingBatch> next = source.next(); next.isPresent(); next = source.next()) {
                try (TrainingBatch batch = next.get()) {
                    for (int i = 0; i < batch.size(); i++) {
                        assertThat(batch.teacher().orElseThrow().get(i * CLASSES))
                                .isEqualTo(batch.pictures().get(i * 3 * 32 * 32 + 77));
                    }
                }
            }
            assertThat(asked).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8);
            try (BatchSource validation = batches.validation(pictures);
                    TrainingBatch first = validation.next().orElseThrow()) {
                assertThat(first.teacher()).isEmpty();
            }
            assertThat(asked).hasSize(9);
        }
    }
}
