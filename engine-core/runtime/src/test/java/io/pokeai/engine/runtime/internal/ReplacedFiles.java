package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.ClassifierInfo;
import io.pokeai.engine.api.backend.HashedFile;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A back end whose models answer with the number that their file held when it was read, and that lets a test act between any
 * two of its steps.
 */
final class ReplacedFiles implements ClassifierFactory {
    static final int CROP = 8;

    /** Where a test may act. */
    enum Point {
        BEFORE_HASH,
        BEFORE_HEADER,
        AFTER_HEADER,
        BEFORE_OPEN,
        BEFORE_READ,
        AFTER_READ,
        WARM_UP
    }

    /** Something done to files. */
    interface Act {
        void run() throws IOException;
    }

    private record Planned(Point point, Act act) {}

    private final boolean throughTheOptions;
    private final AtomicReference<Optional<Planned>> next = new AtomicReference<>(Optional.empty());

    /** @param throughTheOptions whether files are opened as the engine wants it, or by their paths */
    ReplacedFiles(boolean throughTheOptions) {
        this.throughTheOptions = throughTheOptions;
    }

    static String content(int number) {
        return "number %6d".formatted(number);
    }

    /** Acts once, the next time that the point is passed. */
    void at(Point point, Act act) {
        next.set(Optional.of(new Planned(point, act)));
    }

    /** Whether the act has been done. */
    boolean hasActed() {
        return next.get().isEmpty();
    }

    private void pass(Point point) {
        Optional<Planned> planned = next.get();
        if (planned.filter(one -> one.point() == point).isPresent() && next.compareAndSet(planned, Optional.empty())) {
            try {
                planned.get().act().run();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public String id() {
        return "replaced";
    }

    @Override
    public Optional<ModelSpec> recognise(ModelSource source) {
        pass(Point.BEFORE_HASH);
        String version = source.hashes().sha256(source.file());
        pass(Point.BEFORE_HEADER);
        int number = number(read(source.file()));
        pass(Point.AFTER_HEADER);
        return Optional.of(new ModelSpec(
                source.name().orElse("m"),
                version,
                id(),
                List.of(source.file()),
                InputSpec.torchvision(CROP, CROP),
                Labels.of(List.of("a" + number, "b", "c")),
                ScoreKind.LOGITS,
                ModelSpec.EnsembleRule.SINGLE,
                Map.of()));
    }

    @Override
    public Classifier open(ModelSpec spec, OpenOptions options) {
        Path file = spec.files().get(0);
        pass(Point.BEFORE_OPEN);
        int number;
        if (throughTheOptions) {
            try (HashedFile open = options.hashes().open(file)) {
                pass(Point.BEFORE_READ);
                ByteBuffer bytes = ByteBuffer.allocate((int) open.size());
                open.read(0, bytes);
                number = number(new String(bytes.array(), StandardCharsets.UTF_8));
            }
        } else {
            pass(Point.BEFORE_READ);
            number = number(read(file));
        }
        pass(Point.AFTER_READ);
        return new Answering(new ClassifierInfo(spec, OpenOptions.CPU, List.of(), 8, 1, 0), number);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new EngineException(ErrorCode.MODEL_INVALID, file + " cannot be read: " + e, "Copy it again.", e);
        }
    }

    private static int number(String text) {
        if (!text.matches("number +[0-9]+")) {
            throw new EngineException(ErrorCode.MODEL_INVALID, "'" + text + "' is cut short.", "Copy it again.");
        }
        return Integer.parseInt(text.replaceFirst("number +", ""));
    }

    private final class Answering implements Classifier {
        private final ClassifierInfo info;
        private final int number;

        Answering(ClassifierInfo info, int number) {
            this.info = info;
            this.number = number;
        }

        @Override
        public ClassifierInfo info() {
            return info;
        }

        @Override
        public Scores infer(ImageTensor batch) {
            pass(Point.WARM_UP);
            float[] values = new float[batch.count() * 3];
            java.util.Arrays.fill(values, number);
            return new Scores(ScoreKind.LOGITS, batch.count(), 3, values);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
