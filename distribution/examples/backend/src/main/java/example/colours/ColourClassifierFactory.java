package example.colours;

import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Rgb;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.backend.ClassifierInfo;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** The back end for {@code .colours} files. */
@Component
public final class ColourClassifierFactory implements ClassifierFactory {
    private static final String ID = "colours";
    private static final int MAX_BATCH = 64;
    private static final int MAX_BYTES = 1 << 20;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Optional<ModelSpec> recognise(ModelSource source) {
        String text = read(source.file());
        if (!text.startsWith(ColourModel.MAGIC)) {
            return Optional.empty();
        }
        ColourModel model = ColourModel.parse(text);
        InputSpec own = new InputSpec(
                Decoder.PILLOW, model.size(), model.size(), 255f, new Rgb(0f, 0f, 0f), new Rgb(1f, 1f, 1f));
        Labels labels = source.labels().orElseGet(() -> Labels.of(model.names()));
        if (labels.size() != model.names().size()) {
            throw new EngineException(
                    ErrorCode.LABELS_MISMATCH,
                    source.file() + " has " + model.names().size() + " classes, and " + labels.size() + " labels.",
                    "Correct the declared labels.");
        }
        return Optional.of(new ModelSpec(
                source.name().orElseGet(() -> ModelSpec.nameOf(stem(source.file()))),
                source.hashes().sha256(source.file()),
                ID,
                List.of(source.file()),
                source.input().orElse(own),
                labels,
                source.output().orElse(ScoreKind.LOGITS),
                ModelSpec.EnsembleRule.SINGLE,
                Map.of()));
    }

    @Override
    public Classifier open(ModelSpec spec, OpenOptions options) {
        List<ClassifierInfo.Declined> declined = options.devices().stream()
                .takeWhile(device -> !device.equals(OpenOptions.CPU))
                .map(device -> new ClassifierInfo.Declined(device, "Colours are compared on the CPU only."))
                .toList();
        if (declined.size() == options.devices().size()) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE, "None of " + options.devices() + " can be had.", "Add 'cpu'.");
        }
        ColourModel model = ColourModel.parse(read(spec.files().get(0)));
        return new ColourClassifier(new ClassifierInfo(spec, OpenOptions.CPU, declined, MAX_BATCH, 1, 0), model);
    }

    private static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new EngineException(ErrorCode.MODEL_INVALID, file + " cannot be read: " + e, "Check the file.", e);
        }
    }

    private static String stem(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    }
}
