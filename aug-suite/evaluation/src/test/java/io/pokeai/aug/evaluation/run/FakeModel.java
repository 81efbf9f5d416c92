package io.pokeai.aug.evaluation.run;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.FoldPrediction;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Answers with what the picture's content says, the same every time; remembers the pictures that it was asked about. */
final class FakeModel implements AskedModel {
    static final List<String> CLASSES = List.of("cat", "dog", "owl");

    private final ModelIdentity identity;
    final List<String> asked = new ArrayList<>();
    String answeringVersion;

    FakeModel(ModelIdentity identity) {
        this.identity = identity;
        this.answeringVersion = identity.version();
    }

    static FakeModel of(String version, int batch) {
        return new FakeModel(new ModelIdentity("fake", version, "none on cpu", "tv255_224", CLASSES, 2, batch));
    }

    @Override
    public ModelIdentity identity() {
        return identity;
    }

    @Override
    public Stream<Result<Path>> answers(Iterable<Path> pictures) {
        return StreamSupport.stream(pictures.spliterator(), false).map(this::answer);
    }

    private Result<Path> answer(Path picture) {
        asked.add(String.valueOf(picture.getFileName()));
        try {
            String content = Files.readString(picture);
            if (content.equals("broken")) {
                return new Result.Failed<>(
                        picture,
                        identity.model(),
                        new EngineException(ErrorCode.CORRUPT_IMAGE, picture + ": it is broken.", "Mend it."));
            }
            if (content.equals("crash")) {
                return new Result.Failed<>(
                        picture,
                        identity.model(),
                        new EngineException(ErrorCode.INTERNAL, "The model crashed.", "Report it."));
            }
            return new Result.Classified<>(picture, prediction(content.hashCode()));
        } catch (IOException e) {
            return new Result.Failed<>(
                    picture,
                    identity.model(),
                    new EngineException(ErrorCode.NOT_A_FILE, picture + " is not a file.", "Name one."));
        }
    }

    private Prediction prediction(int content) {
        float first = ((content & 0xff) + 1) / 512f;
        float second = ((content >> 8 & 0xff) + 1) / 1024f;
        List<Float> probabilities = List.of(first, second, 1 - first - second);
        Labels labels = Labels.of(identity.classes());
        return new Prediction(
                identity.model(),
                answeringVersion,
                "cpu",
                labels,
                Optional.empty(),
                probabilities,
                new Prediction.Timing(1000, 2000),
                List.of(
                        new FoldPrediction(1, labels, Optional.empty(), probabilities),
                        new FoldPrediction(2, labels, Optional.empty(), List.of(.25f, .5f, .25f))));
    }
}
