package io.pokeai.cli.internal;

import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.CallObserver;
import io.pokeai.engine.api.Certificate;
import io.pokeai.engine.api.CertificateRequest;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.FoldPrediction;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelRegistry;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.Observation;
import io.pokeai.engine.api.PictureSource;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.TensorAnswer;
import io.pokeai.engine.api.TensorRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An engine whose answers follow from the bytes: a file with the text {@code N} is class N of {@code red green blue}, one
 * with the text {@code broken} is a corrupt picture. It reads ahead of the answers, as the real one does.
 */
final class FakeEngine implements Engine, ModelRegistry {
    private static final int READ_AHEAD = 4;

    final EngineSettings settings;
    final List<Integer> batches = new ArrayList<>();
    final List<ModelStatus> models = new ArrayList<>();
    final List<String> callers = new ArrayList<>();
    final List<Certificate> certified = new ArrayList<>();
    final FakeControl control = new FakeControl();
    private final FakeImaging imaging = new FakeImaging();
    ScoreKind kind = ScoreKind.LOGITS;
    int closed;
    long pulled;
    Runnable onAnswer = () -> {};

    FakeEngine(EngineSettings settings) {
        this.settings = settings;
        models.add(FakeModels.found("tiny", ScoreKind.LOGITS));
    }

    /** The class whose number the picture has as its first sample. */
    @Override
    public Prediction classify(Request request) {
        request.caller().ifPresent(callers::add);
        Path picture = ((PictureSource.File) request.picture()).path();
        return classify(request.model(), picture, request.change());
    }

    private Prediction classify(
            String model, Path picture, Optional<Function<? super Image, ? extends Pixels>> change) {
        ModelSpec spec = require(model).spec().orElseThrow();
        List<Integer> folds = spec.foldNumbers();
        int index = seen(imaging.crop(picture, spec.input()), change).sample(0, 0, 0);
        List<Float> logits = new ArrayList<>(Collections.nCopies(FakeModels.LABELS.size(), 0.1f));
        logits.set(index, 3.5f);
        float[] values = {logits.get(0), logits.get(1), logits.get(2)};
        float[] p = new Scores(kind.isIndependent() ? ScoreKind.INDEPENDENT_LOGITS : ScoreKind.LOGITS, 1, 3, values)
                .probabilities(0);
        return new Prediction(
                model,
                "0123456789abcdef0123",
                "cpu",
                FakeModels.LABELS,
                kind,
                kind.isLogits() ? Optional.of(logits) : Optional.empty(),
                List.of(p[0], p[1], p[2]),
                new Prediction.Timing(1_500_000, 2_000_400),
                folds.stream().map(fold -> fold(fold, index)).toList());
    }

    private static Image seen(Image crop, Optional<Function<? super Image, ? extends Pixels>> change) {
        return change.isPresent() ? (Image) change.get().apply(crop) : crop;
    }

    /** Fold 1 agrees with all but a tenth of its doubt; the others say the next class. */
    private static FoldPrediction fold(int number, int index) {
        List<Float> probabilities = new ArrayList<>(Collections.nCopies(FakeModels.LABELS.size(), 0.1f));
        probabilities.set(number == 1 ? index : (index + 1) % FakeModels.LABELS.size(), 0.8f);
        return new FoldPrediction(
                number,
                FakeModels.LABELS,
                Optional.of(probabilities.stream().map(p -> p + 1).toList()),
                probabilities);
    }

    @Override
    public List<ModelStatus> preload(String... names) {
        return names.length == 0 ? list() : Stream.of(names).map(this::require).toList();
    }

    @Override
    public ModelRegistry within(Duration deadline) {
        return this;
    }

    @Override
    public <T> Stream<Result<T>> classifyAll(BulkRequest<T> request) {
        String model = request.models().get(0);
        require(model);
        request.caller().ifPresent(callers::add);
        batches.add(request.batchSize().orElse(1));
        Iterator<T> input = request.pictures().iterator();
        List<T> ahead = new ArrayList<>();
        Iterator<Result<T>> answers = new Iterator<>() {
            @Override
            public boolean hasNext() {
                while (ahead.size() < READ_AHEAD && input.hasNext()) {
                    ahead.add(input.next());
                    pulled++;
                }
                return !ahead.isEmpty();
            }

            @Override
            public Result<T> next() {
                onAnswer.run();
                T picture = ahead.remove(0);
                try {
                    Path file = ((PictureSource.File) request.source().apply(picture)).path();
                    Optional<Function<? super Image, ? extends Pixels>> change =
                            request.change().map(by -> crop -> by.apply(picture, crop));
                    return new Result.Classified<>(picture, classify(model, file, change));
                } catch (EngineException e) {
                    return new Result.Failed<>(picture, model, e);
                }
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(answers, 0), false);
    }

    @Override
    public TensorAnswer infer(TensorRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Observation observe(CallObserver observer) {
        return () -> {};
    }

    @Override
    public Certificate.Written certify(CertificateRequest request) {
        String model = request.model();
        ModelSpec spec = require(model).spec().orElseThrow();
        List<Certificate.Picture> taken = new ArrayList<>();
        List<Result.Failed<Path>> skipped = new ArrayList<>();
        Iterator<Path> next = request.pictures().iterator();
        while (taken.size() < request.limit() && next.hasNext()) {
            Path picture = next.next();
            try {
                taken.add(new Certificate.Picture(
                        picture.getFileName().toString(),
                        "",
                        imaging.crop(picture, spec.input()),
                        List.of(1f, 2f, 3f)));
            } catch (EngineException e) {
                skipped.add(new Result.Failed<>(picture, model, e));
            }
        }
        Certificate certificate = new Certificate(
                model,
                spec.version(),
                spec.backend(),
                "cpu",
                "1",
                Instant.EPOCH,
                spec.input(),
                spec.output(),
                spec.labels().size(),
                Certificate.hashOf(spec.labels()),
                request.tolerance(),
                taken);
        certified.add(certificate);
        return new Certificate.Written(certificate, Path.of(model + ".cert.json"), skipped, certified.size() > 1);
    }

    private ModelStatus require(String name) {
        ModelStatus status = models.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new EngineException(
                        ErrorCode.MODEL_NOT_FOUND, "There is no model '" + name + "'.", "Known models: tiny."));
        status.error().ifPresent(error -> {
            throw error;
        });
        return status;
    }

    @Override
    public ModelControl control() {
        return control;
    }

    @Override
    public ModelLease lease(String name, String key) {
        return lease(name);
    }

    @Override
    public ModelRegistry models() {
        return this;
    }

    @Override
    public Imaging imaging() {
        return imaging;
    }

    @Override
    public List<ModelStatus> list() {
        return List.copyOf(models);
    }

    @Override
    public ModelLease lease(String name) {
        ModelStatus status = require(name);
        models.set(
                models.indexOf(status),
                new ModelStatus(
                        name,
                        ModelState.READY,
                        1,
                        status.files(),
                        status.spec(),
                        Optional.of("cpu"),
                        status.certification(),
                        status.notes(),
                        Optional.empty()));
        return new FakeModels.Lease(status.spec().orElseThrow());
    }

    @Override
    public String only() {
        if (models.size() == 1) {
            return models.get(0).name();
        }
        throw EngineException.invalidArgument("There are " + models.size() + " models.", "Name one of: tiny, other.");
    }

    @Override
    public void rescan() {}

    @Override
    public boolean awaitSettled(Duration atMost) {
        return true;
    }

    @Override
    public void close() {
        closed++;
    }
}
