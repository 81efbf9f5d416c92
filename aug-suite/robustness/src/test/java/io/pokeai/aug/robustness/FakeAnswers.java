package io.pokeai.aug.robustness;

import io.pokeai.aug.evaluation.run.ModelIdentity;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Models whose answer is the first sample of what they see, plus a number of their own, modulo the classes. A picture is a text: a
 * number is a grey picture, anything else is damaged.
 */
public final class FakeAnswers implements PixelAnswers {
    public static final List<String> CLASSES = List.of("cat", "dog", "owl");
    static final InputSpec INPUT = InputSpec.torchvision(8, 8);

    /** The probability of the answer, and of the next class. */
    private float first = 0.8f;

    private float next = 0.1f;

    private final Map<String, Integer> shifts = new HashMap<>();
    private final Map<String, String> versions = new HashMap<>();

    /** How often each picture was decoded. */
    final Map<Path, Integer> crops = new HashMap<>();

    /** The first sample of everything that was asked about, with the models. */
    public final List<String> questions = new ArrayList<>();

    /** A model of two folds. */
    public TestedModel model(String title, String version, int shift, int batch) {
        shifts.put(title, shift);
        versions.put(title, version);
        ModelIdentity identity = new ModelIdentity(title, version, "none on cpu", INPUT.id(), CLASSES, 2, batch);
        return new TestedModel(title, identity, INPUT, "1.2.3");
    }

    /** From now on models answer so surely; the class after the answer is the next one. */
    public FakeAnswers sure(float first, float next) {
        this.first = first;
        this.next = next;
        return this;
    }

    @Override
    public Image crop(Path picture, InputSpec spec) {
        crops.merge(picture, 1, Integer::sum);
        try {
            int grey = Integer.parseInt(Files.readString(picture).strip());
            byte[] rgb = new byte[3 * spec.width() * spec.height()];
            Arrays.fill(rgb, (byte) grey);
            return new Image(spec.width(), spec.height(), rgb);
        } catch (IOException e) {
            throw new EngineException(ErrorCode.NOT_A_FILE, picture + " does not exist.", "Check the path.", e);
        } catch (NumberFormatException e) {
            throw new EngineException(ErrorCode.CORRUPT_IMAGE, picture.getFileName() + ": damaged.", "Mend it.", e);
        }
    }

    @Override
    public <T> Stream<Result<T>> answers(
            List<String> models, Iterable<T> pictures, Function<? super T, ? extends Pixels> pixels, int batch) {
        return StreamSupport.stream(pictures.spliterator(), false).flatMap(picture -> {
            try {
                int sample = ((Image) pixels.apply(picture)).sample(0, 0, 0);
                questions.add(models + " " + sample);
                return models.stream().map(model -> answer(picture, model, sample));
            } catch (EngineException e) {
                return models.stream().map(model -> new Result.Failed<>(picture, model, e));
            }
        });
    }

    private <T> Result<T> answer(T picture, String model, int sample) {
        List<Float> probabilities = new ArrayList<>(List.of(0.1f, 0.1f, 0.1f));
        int best = (sample + shifts.getOrDefault(model, 0)) % CLASSES.size();
        probabilities.set(best, first);
        probabilities.set((best + 1) % CLASSES.size(), next);
        return new Result.Classified<>(
                picture,
                new Prediction(
                        model,
                        versions.getOrDefault(model, ""),
                        "cpu",
                        Labels.of(CLASSES),
                        Optional.empty(),
                        probabilities,
                        new Prediction.Timing(1, 1)));
    }
}
