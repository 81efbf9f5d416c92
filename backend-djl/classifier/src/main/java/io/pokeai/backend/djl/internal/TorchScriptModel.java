package io.pokeai.backend.djl.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Provenance;
import io.pokeai.engine.api.Provenance.Origin;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.backend.BinaryHead;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.PokeAiFile;
import io.pokeai.engine.api.backend.Sourced;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One archive with everything that is declared about it.
 *
 * @param source as it was handed in
 * @param archive what the file says
 */
public record TorchScriptModel(ModelSource source, TorchScriptArchive archive) {
    private static final InputSpec TORCHVISION = InputSpec.torchvision(255, 224);

    /**
     * The complete model spec of the file.
     *
     * @throws EngineException {@code LABELS_MISMATCH} when neither the archive nor a declaration names the classes
     */
    public ModelSpec spec(String backend) {
        String file = String.valueOf(source.file().getFileName());
        try {
            requireTensors();
            Optional<UltralyticsConfig> ultralytics = archive.config().flatMap(UltralyticsConfig::parse);
            Sourced<InputSpec> input = source.input(
                    () -> ultralytics.map(
                            config -> Sourced.stated(InputSpec.yolo(config.size()), "Ultralytics' config.txt (imgsz)")),
                    any -> true,
                    this::usualInput);
            Sourced<Labels> known = source.labels(
                    () -> ultralytics.map(config -> Sourced.stated(config.labels(), "Ultralytics' config.txt (names)")),
                    any -> true,
                    TorchScriptModel::noLabels);
            Labels labels = known.value();
            ScoreKind kind = kind(ultralytics.isPresent());
            Provenance provenance = new Provenance(input.origin(), known.origin(), output(ultralytics.isPresent()));
            Map<String, String> options = new TreeMap<>(source.options());
            // A single label means a single output, also where no option names the positive class.
            boolean independent =
                    source.output().filter(ScoreKind::isIndependent).isPresent();
            if (!independent && (labels.size() == 1 || options.containsKey(ModelSpec.POSITIVE))) {
                BinaryHead head = BinaryHead.of(Optional.of(labels), options);
                labels = head.labels();
                kind = BinaryHead.exclusive(kind);
                options.put(ModelSpec.POSITIVE, head.positive());
                provenance = provenance.withLabels(head.origin());
            }
            return new ModelSpec(
                    source.modelName(),
                    source.hashes().sha256(source.file()),
                    backend,
                    List.of(source.file()),
                    input.value(),
                    labels,
                    kind,
                    ModelSpec.EnsembleRule.SINGLE,
                    options,
                    provenance);
        } catch (EngineException e) {
            throw e.about(file);
        }
    }

    /** GoogLeNet and Inception as {@code torch.jit.script} saves them return a named tuple, of which some values are None. */
    private void requireTensors() {
        Optional<String> named = archive.type().filter(type -> type.startsWith("__torch__."));
        if (named.isPresent()) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    "its program returns " + named.get().substring(named.get().lastIndexOf('.') + 1)
                            + ", which is several values; expected one tensor of scores.",
                    "Trace the model in evaluation mode (torch.jit.trace), or script a module around it that returns its"
                            + " scores alone.");
        }
    }

    /**
     * What the scores are, for a report.
     *
     * @throws EngineException {@code MODEL_INVALID} if the program does not return one tensor, as {@link #spec} does
     */
    String scores() {
        requireTensors();
        Optional<UltralyticsConfig> ultralytics = archive.config().flatMap(UltralyticsConfig::parse);
        Origin origin = output(ultralytics.isPresent());
        return kind(ultralytics.isPresent()).id().replace('_', ' ') + ", "
                + origin.certainty().name().toLowerCase(Locale.ROOT) + " (" + origin.source() + ")"
                + (origin.isAssumed() ? "; the first run shows it, or " + origin.settledBy() : "");
    }

    private ScoreKind kind(boolean ultralytics) {
        return source.output()
                .or(() -> archive.end().map(ProgramEnd.End::kind))
                .orElse(ultralytics ? ScoreKind.PROBABILITIES : ScoreKind.LOGITS);
    }

    /** Where the program does not show what it ends in, its first run does. */
    private Origin output(boolean ultralytics) {
        if (source.output().isPresent()) {
            return Origin.stated("declared");
        }
        if (archive.end().isPresent()) {
            return Origin.found("program: " + archive.end().get().operator());
        }
        return ultralytics
                ? Origin.found("Ultralytics' exporter")
                : ScoreKind.LOGITS.assumed("the program does not show what it ends in");
    }

    private Sourced<InputSpec> usualInput() {
        return PokeAiFile.isFold(source.file())
                ? Sourced.found(TORCHVISION, "PokeAI's training, by the name of the file")
                : Sourced.assumed(
                        TORCHVISION,
                        "torchvision's transforms as PokeAI uses them",
                        PokeAiFile.declaration(source.file(), "input", TORCHVISION.id()));
    }

    /** Numbers cannot stand in for missing labels: the archive does not say how many scores its program gives. */
    private static Sourced<Labels> noLabels() {
        throw new EngineException(
                ErrorCode.LABELS_MISMATCH,
                "a TorchScript archive does not say what its classes are called.",
                "Add a classes.txt, or declare the labels of this model beside it (" + Labels.MAX_CLASSES
                        + " classes at most).");
    }
}
