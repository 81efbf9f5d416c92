package io.pokeai.cli.internal;

import io.pokeai.engine.api.Certificate;
import io.pokeai.engine.api.Certification;
import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.FoldPrediction;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelRegistry;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.Scores;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An engine whose answers follow from the bytes: a file with the text {@code N} is class N of {@code red green blue}, one
 * with the text {@code broken} is a corrupt picture. It reads ahead of the answers, as the real one does.
 */
final class FakeEngine implements Engine, ModelRegistry, Imaging {
    static final Labels LABELS = Labels.of(List.of("red", "green", "blue"));
    private static final int READ_AHEAD = 4;

    final EngineSettings settings;
    final List<Integer> batches = new ArrayList<>();
    final List<ModelStatus> models = new ArrayList<>();
    final List<Certificate> certified = new ArrayList<>();
    final FakeControl control = new FakeControl();
    ScoreKind kind = ScoreKind.LOGITS;
    int closed;
    long pulled;
    Runnable onAnswer = () -> {};

    FakeEngine(EngineSettings settings) {
        this.settings = settings;
        models.add(found("tiny", ScoreKind.LOGITS));
    }

    static ModelStatus found(String name, ScoreKind kind) {
        ModelSpec spec = new ModelSpec(
                name,
                "0123456789abcdef0123",
                "fake",
                List.of(Path.of("/models", name + ".onnx")),
                InputSpec.torchvision(8, 4),
                LABELS,
                kind,
                ModelSpec.EnsembleRule.SINGLE,
                Map.of());
        return new ModelStatus(
                name,
                ModelState.FOUND,
                0,
                spec.files(),
                Optional.of(spec),
                Optional.empty(),
                Certification.NONE,
                List.of(),
                Optional.empty());
    }

    /** A model of folds, with a certificate that was not looked at yet; the fold 3 would be missing. */
    static ModelStatus ensemble(String name, Integer... folds) {
        ModelSpec spec = new ModelSpec(
                name,
                "0123456789abcdef0123",
                "fake",
                Stream.of(folds).map(fold -> Path.of("/models", fold + ".pth")).toList(),
                InputSpec.torchvision(8, 4),
                LABELS,
                ScoreKind.LOGITS,
                ModelSpec.EnsembleRule.MEAN_LOGITS,
                Map.of(
                        ModelSpec.FOLDS,
                        String.join(",", Stream.of(folds).map(String::valueOf).toList())));
        return new ModelStatus(
                name,
                ModelState.FOUND,
                0,
                spec.files(),
                Optional.of(spec),
                Optional.empty(),
                Certification.PENDING,
                List.of("Fold 3 is missing."),
                Optional.empty());
    }

    static ModelStatus failed(String name) {
        return new ModelStatus(
                name,
                ModelState.FAILED,
                0,
                List.of(Path.of("/models", name + ".onnx")),
                Optional.empty(),
                Optional.empty(),
                Certification.NONE,
                List.of(),
                Optional.of(new EngineException(ErrorCode.MODEL_INVALID, name + " is damaged.", "Copy it again.")));
    }

    @Override
    public Prediction classify(String model, Path picture) {
        return classify(model, picture, Function.identity());
    }

    /** The class whose number the picture has as its first sample. */
    @Override
    public Prediction classify(String model, Path picture, Function<? super Image, ? extends Pixels> change) {
        ModelSpec spec = require(model).spec().orElseThrow();
        List<Integer> folds = spec.foldNumbers();
        int index = ((Image) change.apply(crop(picture, spec.input()))).sample(0, 0, 0);
        List<Float> logits = new ArrayList<>(Collections.nCopies(LABELS.size(), 0.1f));
        logits.set(index, 3.5f);
        float[] values = {logits.get(0), logits.get(1), logits.get(2)};
        float[] p = new Scores(ScoreKind.LOGITS, 1, 3, values).probabilities(0);
        return new Prediction(
                model,
                "0123456789abcdef0123",
                "cpu",
                LABELS,
                kind == ScoreKind.LOGITS ? Optional.of(logits) : Optional.empty(),
                List.of(p[0], p[1], p[2]),
                new Prediction.Timing(0, 0),
                folds.stream().map(fold -> fold(fold, index)).toList());
    }

    /** Fold 1 agrees with all but a tenth of its doubt; the others say the next class. */
    private static FoldPrediction fold(int number, int index) {
        List<Float> probabilities = new ArrayList<>(Collections.nCopies(LABELS.size(), 0.1f));
        probabilities.set(number == 1 ? index : (index + 1) % LABELS.size(), 0.8f);
        return new FoldPrediction(
                number,
                LABELS,
                Optional.of(probabilities.stream().map(p -> p + 1).toList()),
                probabilities);
    }

    private static String text(Path picture) {
        try {
            if (!Files.isRegularFile(picture)) {
                throw new EngineException(
                        ErrorCode.NOT_A_FILE, picture + ": there is no such file.", "Check the path.");
            }
            String text = Files.readString(picture);
            if (text.equals("broken")) {
                throw new EngineException(
                        ErrorCode.CORRUPT_IMAGE, picture + ": the JPEG ends after 6 bytes.", "Copy the file again.");
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Stream<Result> classifyAll(String model, Iterable<Path> pictures) {
        return classifyAll(model, pictures, 1);
    }

    @Override
    public Stream<Result> classifyAll(
            String model, Iterable<Path> pictures, Function<? super Image, ? extends Pixels> change) {
        return classifyAll(model, pictures, 1, change);
    }

    @Override
    public Stream<Result> classifyAll(String model, Iterable<Path> pictures, int batch) {
        return classifyAll(model, pictures, batch, Function.identity());
    }

    @Override
    public Stream<Result> classifyAll(
            String model, Iterable<Path> pictures, int batch, Function<? super Image, ? extends Pixels> change) {
        require(model);
        batches.add(batch);
        Iterator<Path> input = pictures.iterator();
        List<Path> ahead = new ArrayList<>();
        Iterator<Result> answers = new Iterator<>() {
            @Override
            public boolean hasNext() {
                while (ahead.size() < READ_AHEAD && input.hasNext()) {
                    ahead.add(input.next());
                    pulled++;
                }
                return !ahead.isEmpty();
            }

            @Override
            public Result next() {
                onAnswer.run();
                Path picture = ahead.remove(0);
                try {
                    return new Result.Classified(picture, classify(model, picture, change));
                } catch (EngineException e) {
                    return new Result.Failed(picture, e);
                }
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(answers, 0), false);
    }

    @Override
    public Certificate.Written certify(String model, Iterable<Path> pictures, int limit, double tolerance) {
        ModelSpec spec = require(model).spec().orElseThrow();
        List<Certificate.Picture> taken = new ArrayList<>();
        List<Result.Failed> skipped = new ArrayList<>();
        Iterator<Path> next = pictures.iterator();
        while (taken.size() < limit && next.hasNext()) {
            Path picture = next.next();
            try {
                taken.add(new Certificate.Picture(
                        picture.getFileName().toString(), "", crop(picture, spec.input()), List.of(1f, 2f, 3f)));
            } catch (EngineException e) {
                skipped.add(new Result.Failed(picture, e));
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
                tolerance,
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
    public Engine within(Duration deadline) {
        return this;
    }

    @Override
    public ModelRegistry models() {
        return this;
    }

    @Override
    public Imaging imaging() {
        return this;
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
        return new FakeLease(status.spec().orElseThrow());
    }

    private record FakeLease(ModelSpec spec) implements ModelLease {
        @Override
        public long generation() {
            return 1;
        }

        @Override
        public String device() {
            return "cpu";
        }

        @Override
        public int maxBatch() {
            return 8;
        }

        @Override
        public int preferredBatch() {
            return 1;
        }

        @Override
        public Scores infer(ImageTensor batch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
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
    public Image crop(Path picture, InputSpec spec) {
        byte value = (byte) Integer.parseInt(text(picture));
        byte[] rgb = new byte[spec.crop() * spec.crop() * Image.CHANNELS];
        java.util.Arrays.fill(rgb, value);
        return new Image(spec.crop(), spec.crop(), rgb);
    }

    /** Not a PNG: its size and first sample, so that a test can read it. */
    @Override
    public byte[] toPng(Image image) {
        return (image.width() + "x" + image.height() + ":" + image.sample(0, 0, 0))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** 2 × 2, all samples of one value. */
    @Override
    public Image decode(Path picture, Decoder decoder) {
        byte[] rgb = new byte[2 * 2 * Image.CHANNELS];
        java.util.Arrays.fill(rgb, (byte) Integer.parseInt(text(picture)));
        return new Image(2, 2, rgb);
    }

    @Override
    public Image crop(byte[] encoded, InputSpec spec) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Image crop(Image decoded, InputSpec spec) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void normalise(Pixels pixels, InputSpec spec, FloatBuffer target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Prediction classify(String model, byte[] encoded) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Prediction classify(String model, InputStream encoded) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Prediction classify(String model, Image image) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        closed++;
    }
}
