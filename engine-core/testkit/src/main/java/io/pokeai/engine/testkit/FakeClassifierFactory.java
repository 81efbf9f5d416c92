package io.pokeai.engine.testkit;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.backend.ClassifierInfo;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * A back end for files that start with {@code fake}: {@code fake <bias>}, or {@code fake broken} for one that is
 * recognised as damaged, or {@code fake unopenable} for one that fails to open.
 *
 * <p>Declared labels have to be three; those of the folder may be any number. Pictures are 8 × 8. Opening waits at {@link #openGate()}.
 */
public final class FakeClassifierFactory implements ClassifierFactory {
    /** Width and height of the pictures that a fake takes. */
    public static final int CROP = 8;

    private static final int CLASSES = 3;
    private static final int MAX_BYTES = 1000;

    private final String id;
    private final List<FakeClassifier> opened = new CopyOnWriteArrayList<>();
    private volatile Gate openGate = Gate.opened();
    private volatile UnaryOperator<Classifier> decorator = UnaryOperator.identity();

    public FakeClassifierFactory() {
        this("fake");
    }

    public FakeClassifierFactory(String id) {
        this.id = id;
    }

    /** Writes a model file of this kind. */
    public static Path write(Path file, float bias) {
        return write(file, "fake " + bias);
    }

    /** Writes a file with any content. */
    public static Path write(Path file, String content) {
        try {
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes openings from now on wait until the gate is opened. */
    public Gate holdOpenings() {
        openGate = Gate.closed();
        return openGate;
    }

    /** Where openings wait. */
    public Gate openGate() {
        return openGate;
    }

    /** Wraps what is opened from now on, in a {@link FaultyClassifier} for instance. */
    public void decorate(UnaryOperator<Classifier> wrapper) {
        decorator = wrapper;
    }

    /** Everything opened so far, in order. */
    public List<FakeClassifier> opened() {
        return List.copyOf(opened);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<ModelSpec> recognise(ModelSource source) {
        byte[] content = read(source.file());
        String text = new String(content, StandardCharsets.UTF_8);
        if (!text.startsWith("fake")) {
            return Optional.empty();
        }
        if (text.startsWith("fake broken")) {
            throw new EngineException(ErrorCode.MODEL_INVALID, source.file() + ": broken on purpose.", "Replace it.");
        }
        source.labels().ifPresent(FakeClassifierFactory::requireThree);
        String stem = String.valueOf(source.file().getFileName()).replaceFirst("\\.[^.]*$", "");
        return Optional.of(new ModelSpec(
                source.name().orElseGet(() -> ModelSpec.nameOf(stem)),
                sha256(content),
                id,
                List.of(source.file()),
                source.input().orElse(InputSpec.torchvision(CROP, CROP)),
                source.labels().or(source::defaultLabels).orElseGet(() -> Labels.numbered(CLASSES)),
                source.output().orElse(ScoreKind.LOGITS),
                ModelSpec.EnsembleRule.SINGLE,
                source.options()));
    }

    @Override
    public Classifier open(ModelSpec spec, OpenOptions options) {
        openGate.pass();
        String[] words = new String(read(spec.files().get(0)), StandardCharsets.UTF_8)
                .trim()
                .split(" ", 2);
        if (words.length < 2 || words[1].equals("unopenable")) {
            throw new EngineException(ErrorCode.MODEL_INVALID, spec.name() + " cannot be opened.", "Replace it.");
        }
        FakeClassifier classifier = new FakeClassifier(info(spec, options), Float.parseFloat(words[1]));
        opened.add(classifier);
        return decorator.apply(classifier);
    }

    private static ClassifierInfo info(ModelSpec spec, OpenOptions options) {
        List<ClassifierInfo.Declined> declined = options.devices().stream()
                .takeWhile(device -> !device.equals(OpenOptions.CPU))
                .map(device -> new ClassifierInfo.Declined(device, "A fake only has a CPU."))
                .toList();
        if (declined.size() == options.devices().size()) {
            throw new EngineException(ErrorCode.UNAVAILABLE, "None of " + options.devices() + ".", "Add 'cpu'.");
        }
        return new ClassifierInfo(spec, OpenOptions.CPU, declined, FakeClassifier.MAX_BATCH, 4, 0);
    }

    private static void requireThree(Labels labels) {
        if (labels.size() != CLASSES) {
            throw new EngineException(
                    ErrorCode.LABELS_MISMATCH, "A fake has " + CLASSES + " classes, not " + labels.size() + ".", "");
        }
    }

    private static byte[] read(Path file) {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES);
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID, file + " cannot be read: " + e, "Check that the file is there.", e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
