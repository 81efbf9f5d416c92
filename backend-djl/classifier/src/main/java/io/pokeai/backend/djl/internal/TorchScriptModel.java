package io.pokeai.backend.djl.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Provenance;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.spi.ModelSource;
import io.pokeai.engine.spi.PokeAiFile;
import io.pokeai.engine.spi.Sourced;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One archive with all that is said about it.
 *
 * @param source as it was handed in
 * @param archive what the file says
 */
public record TorchScriptModel(ModelSource source, TorchScriptArchive archive) {
    private static final List<String> SUFFIXES = List.of(".torchscript.pt", ".torchscript", ".pt", ".pth", ".ts");
    private static final InputSpec TORCHVISION = InputSpec.torchvision(255, 224);

    /**
     * What the file is, all said.
     *
     * @throws EngineException {@code LABELS_MISMATCH} when nobody says what the classes are called
     */
    public ModelSpec spec(String backend) {
        String file = String.valueOf(source.file().getFileName());
        try {
            Optional<UltralyticsConfig> ultralytics = archive.config().flatMap(UltralyticsConfig::parse);
            Sourced<InputSpec> input = source.input(
                    () -> ultralytics.map(
                            config -> Sourced.stated(InputSpec.yolo(config.size()), "Ultralytics' config.txt (imgsz)")),
                    any -> true,
                    this::usualInput);
            Sourced<Labels> labels = source.labels(
                    () -> ultralytics.map(config -> Sourced.stated(config.labels(), "Ultralytics' config.txt (names)")),
                    any -> true,
                    TorchScriptModel::noLabels);
            return new ModelSpec(
                    source.name().orElseGet(() -> ModelSpec.nameOf(stem(source.file()))),
                    source.hashes().sha256(source.file()),
                    backend,
                    List.of(source.file()),
                    input.value(),
                    labels.value(),
                    source.output().orElse(ultralytics.isPresent() ? ScoreKind.PROBABILITIES : ScoreKind.LOGITS),
                    ModelSpec.EnsembleRule.SINGLE,
                    new TreeMap<>(source.options()),
                    Provenance.STATED.withInput(input.origin()).withLabels(labels.origin()));
        } catch (EngineException e) {
            throw e.about(file);
        }
    }

    private Sourced<InputSpec> usualInput() {
        return PokeAiFile.isFold(source.file())
                ? Sourced.found(TORCHVISION, "PokeAI's training, by the name of the file")
                : Sourced.assumed(
                        TORCHVISION,
                        "torchvision's transforms as PokeAI uses them",
                        PokeAiFile.declaration(source.file(), "input", TORCHVISION.id()));
    }

    /** Labels that nobody knows cannot be counted either: the archive does not say how many scores its program gives. */
    private static Sourced<Labels> noLabels() {
        throw new EngineException(
                ErrorCode.LABELS_MISMATCH,
                "a TorchScript archive does not say what its classes are called.",
                "Add a classes.txt, or declare the labels of this model beside it (" + Labels.MAX_CLASSES
                        + " classes at most).");
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        return SUFFIXES.stream()
                .filter(suffix -> name.endsWith(suffix) && name.length() > suffix.length())
                .findFirst()
                .map(suffix -> name.substring(0, name.length() - suffix.length()))
                .orElse(name);
    }
}
